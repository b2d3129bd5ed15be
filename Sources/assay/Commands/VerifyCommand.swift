import ArgumentParser
import Certification
import Documents
import Facts
import Foundation
import Signatures
import SourceText

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Checks a certificate bundle byte by byte, without a network.",
    usage: "assay verify BUNDLE [--key PUB] [--rescore]",
    discussion: """
      The first line says who stands behind it. Integrity is not authenticity: a bundle carries the key that signed
      it, and anybody can make a key. Only with --key, the key that the desk itself publishes, is it witnessed.

      --rescore takes the requirements, interpretations and profiles of today, and
      what each story asks today: a check that is asked no more goes, one that the
      log does not hold is unseen. Where the answer to one call decides a check
      alone (status, header, schema, path, fixed word), it is judged again over that
      answer. What rests on people, days or other steps keeps its verdict: the log
      does not hold the systems. Nothing is sent.

      EXAMPLES
        assay verify acme.tar                       whether a byte was changed, and which file
        assay verify acme.tar --key desk.pub.pem    and whether this desk signed it
        assay verify acme.tar --rescore             and what today's requirements and profiles say of its log
        assay verify acme.tar --at 2027-01-31       and whether it was valid on that day
        assay verify acme.tar --people-key desk-people.jwk    and who the masked people were

      EXIT STATUS
        0 nothing was changed, it is valid, and with --key that key signed it
        1 changed, signed by another key, past its end, or not what its own log comes to
        2 the command is wrong, or a file cannot be read
        4 --rescore: today's rules come to something else
      """)

  @Argument(help: "The bundle that `assay certify` wrote.") var bundle: String
  @Option(help: "The public key of the desk, PEM or JWK, from the desk itself.") var key: String?
  @Flag(help: "Judge the log anew, by the suites of the home, as far as it holds evidence.") var rescore = false
  @Option(help: "With --rescore, a suite that is none of the home's: the folder that holds its suite.yaml.") var suite: [String] = []
  @Option(help: "The day on which it must be valid; default: today.") var at: String?
  @Option(help: "The private key (JWK) to which people whom the vendor lent were sealed: prints who they were.") var peopleKey: String?
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      var day = WallClock.today()
      if let at {
        guard let read = Day(at) else { throw UsageError.day("--at", at) }
        day = read
      }
      let trusted = try key.map { try KeyFile.verifying($0) }
      guard let bytes = Files.text(bundle, upTo: 1 << 30) else {
        throw UsageError(.unreadableFile, "\(Files.what(bundle)); name a certificate bundle")
      }
      let report = VerificationReport(BundleVerification(bytes), trusted: trusted, day: day)
      Console.out(report.text)
      Console.complain(report.complaints)
      if let peopleKey, report.isSound {
        guard let sealed = report.verification.archive?[BundleLayout.people] else {
          throw UsageError("--people-key: nobody was lent to the run of this bundle; leave the option out")
        }
        Console.out(try SealedPeople.table(sealed, with: KeyFile.opening(peopleKey)))
      }
      guard report.isSound, rescore else { return report.isSound ? 0 : 1 }
      let again = try Rescored(report.verification, library: try home.library().naming(suite).library)
      Console.out(again.text)
      return again.isSame ? 0 : 4
    }
  }
}
