import Certification
import Documents
import Evidence
import Facts
import Signatures

/// What a verified bundle comes to, for a reader who may have the desk's key.
struct VerificationReport {
  let verification: BundleVerification
  private let trusted: VerificationKey?
  private let day: Day
  private var faults: [String] = []

  init(_ verification: BundleVerification, trusted: VerificationKey?, day: Day) {
    self.verification = verification
    self.trusted = trusted
    self.day = day
    guard verification.problems.isEmpty, let claim = verification.claim else { return }
    if let trusted, trusted.thumbprint != claim.thumbprint {
      faults.append(
        "signed by the key \(claim.thumbprint), and not by \(trusted.thumbprint ?? "the one given"); ask the desk which of its keys it used"
      )
    }
    if let until = Day(claim.until), until < day { faults.append("its last day was \(until); ask for a new certificate") }
    faults += Self.contradictions(claim, verification)
  }

  var isSound: Bool { verification.problems.isEmpty && faults.isEmpty }

  var text: String {
    guard verification.problems.isEmpty, let claim = verification.claim, let archive = verification.archive else {
      return
        "broken: \(counted(verification.problems.count, "thing")) in the bundle \(verification.problems.count == 1 ? "is" : "are") not as signed\n"
    }
    let suites = claim.suites.map {
      "suite \(CertificateText.shown($0.id)) \(CertificateText.shown($0.version)) \(CertificateText.shown($0.digest))\n"
    }.joined()
    return firstLine(claim) + "\nintact: \(archive.members.count) files, every byte accounted for\n" + CertificateText.about(claim)
      + Self.met(claim) + suites
      + Self.exceptions(claim) + Self.beside("waivers", claim.waivers) + Self.beside("interpretations", claim.interpretations)
      + Self.beside("errata", claim.errata)
  }

  /// How the system was met, and who played.
  private static func met(_ claim: CertificateClaim) -> String {
    let said = [("test system", claim.json["transport"]?.text), ("people", claim.json["people"]?.text)]
    return said.map { what, text in text.map { "\(what): \(CertificateText.shown($0))\n" } ?? "" }.joined()
      + (claim.json["earlier"]?.text.map { "\(CertificateText.shown($0))\n" } ?? "")
  }

  var complaints: String {
    verification.problems.prefix(20).map { "  \(CertificateText.shown($0.description))\n" }.joined()
      + faults.map { "  \(CertificateText.shown($0))\n" }.joined()
  }

  /// Who stands behind it. What only the bundle itself says counts as the vendor's own word.
  private func firstLine(_ claim: CertificateClaim) -> String {
    let key = claim.thumbprint
    guard trusted?.thumbprint == key else {
      let other = trusted == nil ? "compare its key with the desk's own by --key" : "the key given did not sign it"
      guard let name = claim.witness, !claim.isSelfDeclared else {
        return "self-declared, by the key \(key)" + (trusted == nil ? "" : "; \(other)")
      }
      return "self-declared, as far as this bundle shows: it names \(CertificateText.shown(name)) (\(key)) as its witness; \(other)"
    }
    guard let name = claim.witness, !claim.isSelfDeclared else { return "self-declared, by the key given (\(key))" }
    return "witnessed by \(CertificateText.shown(name)) (\(key))"
  }

  /// What the claim says and its own log does not.
  private static func contradictions(_ claim: CertificateClaim, _ verification: BundleVerification) -> [String] {
    guard let ledger = verification.ledger else { return [] }
    var found: [String] = []
    if Nonce(claim.nonce).seed != claim.seed || ledger.run.seed != claim.seed {
      found.append("the seed of the log is not the one that the nonce gives")
    }
    if ledger.run.today.description != claim.tested {
      found.append("the log is of \(ledger.run.today), and the certificate says \(claim.tested)")
    }
    let again = Rescoring(claim, over: ledger)
    if !again.isSame, claim.tool == RunSession.tool {
      let first = again.rows.first.map {
        "\($0.requirement) is \($0.now ?? "not there"), and the certificate says \($0.was ?? "nothing of it")"
      }
      found.append("its own log comes to something else: \(first ?? "level \(again.level.now), \(again.score.now)")")
    }
    return found
  }

  /// What was active beside the results: how many, and a line each.
  private static func beside(_ name: String, _ entries: [String]) -> String {
    "\(name): \(entries.isEmpty ? "none" : "\(entries.count)")\n" + entries.map { "  \(CertificateText.shown($0))\n" }.joined()
  }

  private static func exceptions(_ claim: CertificateClaim) -> String {
    let open = claim.states.filter { $0.state != "met" }
    return "exceptions: "
      + (open.isEmpty ? "none" : open.map { "\(CertificateText.shown($0.id)) \(CertificateText.shown($0.state))" }.joined(separator: ", "))
      + "\n"
  }
}
