import Certification
import Conformance
import Documents

/// What `certify` and `verify` say on the terminal.
enum CertificateText {
  static func refused(_ refusals: [CertificateRefusal]) -> String {
    "refused: this run cannot be certified, for \(counted(refusals.count, "reason"))\n"
      + refusals.map { "  \($0.rule.rawValue): \($0)\n    \($0.rule.next)\n" }.joined()
  }

  static func sealed(_ claim: CertificateClaim, file: String, members: Int) -> String {
    let basis = claim.witness.map { "witnessed by \($0) (\(claim.thumbprint))" } ?? "self-declared, by the key \(claim.thumbprint)"
    return "\(basis)\n\(about(claim))wrote \(file), \(counted(members, "file"))\nverify it with: assay verify \(file) --key PUBLIC-KEY\n"
  }

  /// What a certificate is about, in three lines.
  static func about(_ claim: CertificateClaim) -> String {
    let says = claim.json["level"]?["says"]?.text ?? claim.level
    return "\(shown(claim.product)) as \(shown(claim.role)): \(shown(says)) under \(shown(claim.profile))\n\(shown(claim.score))\n"
      + "tested on \(shown(claim.tested)), valid to the end of \(shown(claim.until)), runs since the nonce: \(claim.runs.map { "\($0)" } ?? "not counted")\n"
  }

  /// A foreign text on one line, without what a terminal would obey.
  static func shown(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control || $0.properties.generalCategory == .format ? "?" : $0 }))
  }
}
