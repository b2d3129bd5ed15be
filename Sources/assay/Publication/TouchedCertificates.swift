import Certification
import Foundation
import Scenarios
import SourceText

/// The certificates that speak of something that a new version says otherwise.
enum TouchedCertificates {
  struct Touched {
    let file: String
    let claim: CertificateClaim
    /// What it claims to be met, of that which changed.
    let requirements: [String]
    let isIntact: Bool
  }
  private static let most = 1 << 30

  /// The bundles of a folder that claim any of these requirements of the suite, by file name.
  static func found(in folder: String, suite: String, touched: [String]) throws -> [Touched] {
    guard Files.isFolder(folder) else { throw UsageError(.unreadableFile, "\(folder) is no folder; name one of bundles, or none") }
    return Library.files(in: folder).sorted().filter { $0.hasSuffix(".tar") }.compactMap { file in
      let verification = BundleVerification(Files.text("\(folder)/\(file)", upTo: most) ?? [])
      guard let claim = verification.claim, claim.suites.contains(where: { $0.id == suite }) else { return nil }
      let met = claim.states.filter { $0.state == "met" && touched.contains($0.id) }.map(\.id)
      guard !met.isEmpty else { return nil }
      return Touched(file: "\(folder)/\(file)", claim: claim, requirements: met, isIntact: verification.problems.isEmpty)
    }
  }

  static func table(_ all: [Touched]) -> TextTable {
    TextTable(
      ["certificate", "product", "role", "until", "claims"],
      all.map { one in
        [
          one.file + (one.isIntact ? "" : " (changed since it was signed)"), CertificateText.shown(one.claim.product),
          CertificateText.shown(one.claim.role),
          CertificateText.shown(one.claim.until), one.requirements.joined(separator: " "),
        ]
      })
  }
}
