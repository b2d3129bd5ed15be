import ArgumentParser
import Certification
import Conformance
import Facts
import Foundation
import Signatures
import SourceText

struct CertifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "certify", abstract: "Makes a certificate of a run: one signed file that anybody can verify without a network.",
    usage: "assay certify LOG --key FILE --nonce NONCE --runs N --witness NAME|--self-declared",
    discussion: """
      Refused, with every reason, unless a full profile was played without error or open review, with the seed of a
      nonce that a desk gave out and nobody has played, against a system that is not ours and was no worse in an
      earlier run of the same version. The bundle is a plain tar: log, messages by
      digest, suites, what the vendor declared, a page to print, an in-toto statement and a verifiable credential.
      Of people whom a vendor lent it holds names and numbers only as `people.jwe`, sealed to the key that
      --people-key gives; in its log they are masked.

      EXAMPLES
        assay nonce                                     the desk gives it to the vendor
        assay run crvs-mis --target acme.yaml --seed 9d3a70f2c65b1e84
        assay certify assay-run --key desk.pem --nonce h6kqq0mVbS2Yc9dM1w5r8A --runs 1 --witness "Desk of X"
        assay certify assay-run --key acme.pem --nonce h6kqq0mVbS2Yc9dM1w5r8A --runs 2 --self-declared
        assay certify assay-run --key desk.pem --nonce ... --people-key desk-people.pub.jwk --target acme.yaml

      EXIT STATUS
        0 written
        1 refused: the reasons are listed
        2 the command, the log or the key is wrong
      """)

  @Argument(help: "The folder of a run, or its log.ndjson.") var log: String
  @Option(help: "The private key that signs: Ed25519 or P-256, PEM or JWK; `assay keygen` makes one.") var key: String
  @Option(help: "The nonce that the desk gave out before the run.") var nonce: String?
  @Option(help: "Runs since the nonce was given out, this one included.") var runs: Int?
  @Option(help: "The desk that stands behind it, as it calls itself.") var witness: String?
  @Flag(help: "Nobody but the vendor stands behind it.") var selfDeclared = false
  @Option(help: "Which profile, where the run is judged under several.") var profile: String?
  @Option(help: "The last day; default: a year after the run.") var until: String?
  @Option(help: "Challenges and waivers that it carries, instead of those of the run; they change no result.") var waivers: String?
  @Option(help: "The public key (JWK) to which people whom the vendor lent are sealed; `assay keygen --kind people` makes one.")
  var peopleKey: String?
  @Option(help: "With --people-key: the target file of the run, which knows who was lent.") var target: String?
  @Option(help: "A suite that is none of the home's: the folder that holds its suite.yaml, as it was played.") var suite: [String] = []
  @Option(name: .shortAndLong, help: "The file of the bundle.") var out: String = "assay-certificate.tar"
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      let basis = try basis()
      var end: Day?
      if let until {
        guard let day = Day(until) else { throw UsageError.day("--until", until) }
        end = day
      }
      let signer = try KeyFile.signing(key)
      let outcome: Certifying.Outcome
      do {
        try CertificateBundle.check(signer)
        outcome = try Certifying(library: try home.library().naming(suite).library, key: signer).certify(
          .init(
            log: log, profile: profile, basis: basis, nonce: nonce ?? "", runs: runs, until: end,
            waivers: try waivers.map { try BesideFiles.waivers($0) }, people: try people()))
      } catch let error as BundleRefusal { throw UsageError("\(error)") }
      switch outcome {
      case .refused(let refusals):
        Console.complain(CertificateText.refused(refusals))
        return 1
      case .sealed(let bytes, let claim, let members):
        guard FileManager.default.createFile(atPath: out, contents: Data(bytes)) else {
          throw UsageError(.unwritableFolder, "\(out) cannot be written; give another file with --out")
        }
        Console.out(CertificateText.sealed(claim, file: out, members: members))
        return 0
      }
    }
  }

  private func people() throws -> (target: TargetFile, to: JWE.Addressee)? {
    guard let peopleKey else { return nil }
    let key = try KeyFile.sealing(peopleKey)
    guard let target else { throw UsageError("--people-key needs --target; the target file of the run knows who was lent") }
    return (try TargetReading.load(target), key)
  }

  private func basis() throws -> CertificateTerms.Basis {
    switch (witness, selfDeclared) {
    case (let name?, false) where !name.allSatisfy(\.isWhitespace): return .witnessed(by: name)
    case (nil, true): return .selfDeclared
    case (.some, true): throw UsageError("--witness and --self-declared exclude each other; keep the one that is true")
    default: throw UsageError("nobody is named who stands behind the certificate; write --witness NAME, or --self-declared")
    }
  }
}
