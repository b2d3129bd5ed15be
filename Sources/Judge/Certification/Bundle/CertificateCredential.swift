import Documents
import Facts
import Signatures

/// The claim as a verifiable credential (SD-JWT VC). What says where the vendor's test system stands may be kept back; the result may not.
enum CertificateCredential {
  private static let hidden = ["target", "transport", "policy", "vocabulary"].map { JSONPointer(["certificate", $0]) }

  static func text(_ claim: CertificateClaim, manifest: [UInt8], key: SigningKey, keyID: String) throws(SignatureRefusal) -> String {
    let digest = Digest.sha256Hex(manifest)
    var claims: Members = ["vct": .string(BundleLayout.credentialType)]
    if let day = Day(claim.tested) { claims["nbf"] = JSON(day.number * 86_400) }
    // To the end of the last day.
    if let day = Day(claim.until) { claims["exp"] = JSON((day.number + 1) * 86_400 - 1) }
    claims["manifest"] = ["sha256": .string(digest)]
    claims["certificate"] = claim.json
    let wanted = hidden.filter { JSON.object(claims)[$0] != nil }
    return try SDJWT.issue(.object(claims), hiding: wanted, with: key, keyID: keyID, salts(digest, key))
  }

  /// Salts that only the holder of the key can make, and makes again from the same log.
  private static func salts(_ digest: String, _ key: SigningKey) throws(SignatureRefusal) -> SeededBytes {
    try SeededBytes(seed: Digest.sha256(try key.sign(Array("assay salts 1\n\(digest)".utf8))))
  }
}
