import Certification
import Foundation
import Scenarios
import SourceText

/// The certificates that speak of something that a new version says otherwise.
struct TouchedCertificates {
  struct Touched {
    let file: String
    let claim: CertificateClaim
    /// What it claims to be met, of that which changed.
    let requirements: [String]
    let isIntact: Bool
  }
  private static let most = 1 << 30
  private let folder: String
  /// By the name of the file.
  private(set) var touched: [Touched] = []
  /// Archives that hold no certificate which can be read: whoever gave them out must look at them.
  private(set) var unread: [String] = []

  /// The bundles of a folder. Each is held against what changed since the version of the suite under which it was given.
  init(in folder: String, _ publication: Publication) throws {
    guard Files.isFolder(folder) else { throw UsageError(.unreadableFile, "\(folder) is no folder; name one of bundles, or none") }
    self.folder = folder
    for file in Library.files(in: folder).sorted().filter({ $0.hasSuffix(".tar") }) {
      let verification = BundleVerification(Files.text("\(folder)/\(file)", upTo: Self.most) ?? [])
      guard let claim = verification.claim else {
        unread.append(file)
        continue
      }
      guard let suite = claim.suites.first(where: { $0.id == publication.suite.id.text }) else { continue }
      let changed = publication.touched(since: suite.version)
      let met = claim.states.filter { $0.state == "met" && changed.contains($0.id) }.map(\.id)
      if !met.isEmpty { touched.append(Touched(file: file, claim: claim, requirements: met, isIntact: verification.problems.isEmpty)) }
    }
  }

  var text: String {
    let missed = unread.isEmpty ? "" : "no certificate that can be read: \(unread.joined(separator: ", "))\n"
    return (touched.isEmpty ? "no certificate in \(folder) is touched\n" : "\n\(table.text())") + missed
  }

  private var table: TextTable {
    TextTable(
      ["certificate", "product", "role", "until", "claims"],
      touched.map { one in
        [
          one.file + (one.isIntact ? "" : " (changed since it was signed)"), CertificateText.shown(one.claim.product),
          CertificateText.shown(one.claim.role),
          CertificateText.shown(one.claim.until), one.requirements.joined(separator: " "),
        ]
      })
  }
}
