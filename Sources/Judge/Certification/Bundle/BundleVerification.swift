package import Documents
package import Evidence
import Signatures

/// A bundle looked through without anything but itself: every byte is accounted for by the archive's form, the manifest, or a signature.
///
/// What holds here is integrity. Whose key it is, only somebody who has the key from elsewhere can say.
package struct BundleVerification: Sendable {
  /// Everything that is not as it was signed, in the order in which it was looked at. Empty: nothing was changed.
  package private(set) var problems: [BundleProblem] = []
  /// What the statement says; nil where it cannot be read.
  package private(set) var claim: CertificateClaim?
  /// The ledger of the log within; nil where the log cannot be read.
  package private(set) var ledger: Ledger?
  package private(set) var events: [Recorded] = []
  package let archive: TarArchive?

  package init(_ bytes: [UInt8]) {
    do throws(TarRefusal) {
      archive = try TarArchive(parsing: bytes)
    } catch {
      archive = nil
      problems = [BundleProblem(error.member ?? "the archive", "byte \(error.offset): \(error.why)")]
      return
    }
    check()
  }

  private mutating func check() {
    let wanted = [
      BundleLayout.statement, BundleLayout.key, BundleLayout.manifest, BundleLayout.credential, BundleLayout.log, BundleLayout.declaration,
      BundleLayout.environment, BundleLayout.page,
    ]
    for name in wanted where archive?[name] == nil {
      problems.append(BundleProblem(name, "it is not there, and a certificate bundle has it"))
    }
    guard problems.isEmpty, let archive else { return }
    let seal = BundleSeal(archive)
    problems = seal.problems
    claim = seal.claim
    guard problems.isEmpty else { return }
    do throws(BundleRefusal) {
      problems = try BundleManifest(reading: archive[BundleLayout.manifest] ?? []).objections(to: archive.members)
    } catch {
      problems = [BundleProblem(BundleLayout.manifest, error.description)]
    }
    guard problems.isEmpty else { return }
    readLog(archive)
    checkSources(archive)
  }

  private mutating func readLog(_ archive: TarArchive) {
    let log = archive[BundleLayout.log] ?? []
    if claim?.logDigest != "sha256:" + Digest.sha256Hex(log) {
      problems.append(BundleProblem(BundleLayout.log, "its digest is not the one that the certificate names"))
    }
    let bodies = Dictionary(archive.members.map { ($0.name, $0.bytes) }) { first, _ in first }
    do throws(LogRefusal) {
      events = try LogReader(log, called: "the bundle") { bodies[BundleLayout.bodies + $0] }.events
      ledger = Ledger(events)
    } catch {
      problems.append(BundleProblem(BundleLayout.log, error.description))
    }
    for (name, bytes) in archive.members.map({ ($0.name, $0.bytes) }) where name.hasPrefix(BundleLayout.bodies) {
      guard name != BundleLayout.bodies + Digest.sha256Hex(bytes) else { continue }
      problems.append(BundleProblem(name, "the body is not the one that its name says"))
    }
  }

  /// The suites within are those that the log says were played.
  private mutating func checkSources(_ archive: TarArchive) {
    for suite in claim?.suites ?? [] {
      let folder = "\(BundleLayout.sources)\(suite.id)/"
      let digest = SourceDigest.of(archive.members.filter { $0.name.hasPrefix(folder) }.map { (path: $0.name, bytes: $0.bytes) })
      if digest != suite.digest { problems.append(BundleProblem(folder, "its digest is \(digest), and \(suite.digest) was played")) }
    }
    if let due = ledger?.run.declaration, due != "sha256:" + Digest.sha256Hex(archive[BundleLayout.declaration] ?? []) {
      problems.append(BundleProblem(BundleLayout.declaration, "its digest is not the one that the log names"))
    }
  }
}
