import Certification
import Conformance
import Documents
import Evidence
import Facts
import Foundation
import Reports
import Scenarios
import Signatures
import SourceText

/// From the folder of a run to a certificate bundle, or to the reasons why not.
struct Certifying {
  struct Wanted {
    var log: String
    var profile: String?
    var basis: CertificateTerms.Basis
    var nonce: String
    var runs: Int?
    var until: Day?
    /// Instead of those of the run.
    var waivers: [Waiver]?
    /// The vendor's target, and the key of the desk to which lent people are sealed.
    var people: (target: TargetFile, to: JWE.Addressee)?
  }
  enum Outcome {
    case refused([CertificateRefusal])
    case sealed(bytes: [UInt8], claim: CertificateClaim, members: Int)
  }
  let library: Library
  let key: SigningKey

  func certify(_ wanted: Wanted) throws -> Outcome {
    let folder = try RunFolder(wanted.log)
    let kept = try KeptBodies(folder)
    let bodies = Dictionary(kept.all.map { ($0.digest, $0.bytes) }) { first, _ in first }
    let ledger = Ledger(
      try LogReader(folder.log, called: wanted.log) { bodies[$0] }.events + BesideOptions(waivers: wanted.waivers).recorded)
    let declaration = try declaration(folder, ledger)
    let declared = (try? JSON(parsing: declaration)) ?? [:]
    let sources = try sources(ledger)
    let subject = try subject(ledger, wanted.profile)
    let until = wanted.until ?? ledger.run.today.adding(months: 12)
    guard until > ledger.run.today else {
      throw UsageError("--until \(until) is not after the day of the run, \(ledger.run.today); write a later day")
    }
    let terms = CertificateTerms(basis: wanted.basis, nonce: wanted.nonce, runs: wanted.runs, until: until.description)
    let product = (name: declared["product"]?["name"]?.text ?? "", version: declared["product"]?["version"]?.text ?? "")
    var facts = subject.facts(ledger, terms, product: product, isSandbox: isSandbox(subject, ledger))
    facts.hasUnsealedPeople = SealedPeople.isNeeded(declared) && wanted.people == nil
    let refusals = CertificateRules.refusals(facts)
    guard refusals.isEmpty else { return .refused(refusals) }
    let people =
      try SealedPeople.isNeeded(declared)
      ? wanted.people.map { try SealedPeople.sealed($0.target, ledger.run, to: $0.to) } : nil
    let claim = try CertificateClaim(
      subject, ledger, terms, declared: declared, errata: try errata(sources), log: Digests.of(folder.log), key: key.verificationKey)
    let page = try CertificatePage.bytes(claim.json, ReportSettings(resource: { library.bytes("reports/\($0)") }))
    let contents = CertificateBundle.Contents(
      log: folder.log, bodies: kept.all, sources: sources, declaration: declaration, environment: environment(ledger, sources), page: page,
      people: people)
    let bytes = try CertificateBundle.sealed(contents, claim, ledger, with: key)
    return .sealed(bytes: bytes, claim: claim, members: kept.all.count + sources.count + 8 + (people == nil ? 0 : 1))
  }

  /// The role and profile to certify; without a name the only pair there is.
  private func subject(_ ledger: Ledger, _ profile: String?) throws -> CertificateSubject {
    let all = CertificateSubject.all(ledger)
    let names = Knowledge.distinct(all.map(\.name))
    guard let first = all.first else { throw UsageError(.notALog, "the log judges no role; certify the log of a whole run") }
    guard let profile else {
      // A self-check is refused whoever is meant.
      guard all.count == 1 || !first.role.isReal else {
        throw UsageError("the run is judged under several profiles; name one with --profile: \(names.joined(separator: ", "))")
      }
      return first
    }
    guard let found = all.first(where: { $0.name == profile }) else {
      throw UsageError("the run is not judged under \(profile); there are \(names.joined(separator: ", "))")
    }
    return found
  }

  /// Our own systems say what they are in every answer.
  private func isSandbox(_ subject: CertificateSubject, _ ledger: Ledger) -> Bool {
    !subject.role.isReal || ledger.isSandbox(Role(subject.role.role.text))
  }

  private func declaration(_ folder: RunFolder, _ ledger: Ledger) throws -> [UInt8] {
    guard let due = ledger.run.declaration else { return Array("{}\n".utf8) }
    guard let bytes = folder.declaration, Digests.of(bytes) == due else {
      throw UsageError(
        .notALog, "\(RunFolder.declarationName) beside the log is not what the vendor declared then; take the folder as the run left it")
    }
    return bytes
  }

  /// The suites as they were played, and no others.
  private func sources(_ ledger: Ledger) throws -> [(path: String, bytes: [UInt8])] {
    try ledger.run.suites.flatMap { suite in
      let files = SuiteSources.files(suite.id, library)
      guard SourceDigest.of(files) == suite.digest else {
        throw UsageError(
          .suiteDiffers,
          "the suite \(suite.id) that is here is not the one that was played, \(suite.version) \(suite.digest); name the home that has it with --home, or play it again"
        )
      }
      return files
    }
  }

  /// Corrections of published texts that the suites bring, `errata/*.json`.
  private func errata(_ sources: [(path: String, bytes: [UInt8])]) throws -> [Erratum] {
    try sources.filter { $0.path.contains("/errata/") && $0.path.hasSuffix(".json") }.map { source in
      do { return try Erratum(try JSON(parsing: source.bytes)) } catch {
        throw UsageError(.notALog, "\(source.path) is no erratum: \(error); mend it in the suite, and play it again")
      }
    }
  }

  /// What was there beside the systems: the tool, and the digest of everything that messages are judged by.
  private func environment(_ ledger: Ledger, _ sources: [(path: String, bytes: [UInt8])]) -> JSON {
    let run = ledger.run
    let laws = sources.filter { source in ["schema", "errata", "interpretation"].contains { source.path.contains($0) } }
    return [
      "tool": .string(run.tool), "certified-by": .string(RunSession.tool), "seed": .string(run.seed),
      "today": .string(run.today.description),
      "command": .string(run.command),
      "actors": .array(run.actors.map { ["role": .string($0.role.text), "real": .bool($0.isReal), "product": .string($0.product)] }),
      "edges": .object(Members(run.edges.map { Member($0.edge, .string($0.dialect)) })),
      "suites": .object(Members(run.suites.map { Member("\($0.id) \($0.version)", .string($0.digest)) })),
      "schemas-and-errata": .object(Members(laws.map { Member($0.path, .string(Digests.of($0.bytes))) })),
    ]
  }
}

/// The files of a suite as they are signed and played.
enum SuiteSources {
  static func files(_ suite: String, _ library: Library) -> [(path: String, bytes: [UInt8])] {
    library.files(below: "suites/\(suite)").map { (path: $0, bytes: library.bytes($0) ?? []) }
  }

  /// As a run or a proof names them.
  static func versions(of suites: [Suite], _ library: Library) -> [RunStarted.Suite] {
    suites.map { .init(id: $0.id.text, version: $0.version, digest: SourceDigest.of(files($0.id.text, library))) }
  }
}
