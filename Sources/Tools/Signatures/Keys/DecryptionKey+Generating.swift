import Crypto
package import Documents

extension DecryptionKey {
  /// A new random key of P-256 to agree with (ECDH-ES), as JWKs: the private half, and the public one to which others seal.
  /// From the machine's own chance, so never in a run.
  package static func generate() throws(SignatureRefusal) -> (secret: JSON, open: JSON) {
    let scalar = Array(P256.KeyAgreement.PrivateKey().rawRepresentation)
    guard let open = try AgreementKey(.p256, scalar: scalar).jwk.members else {
      throw SignatureRefusal(.keyInvalid, "no key could be made")
    }
    let known = Array(open) + [Member("use", "enc"), Member("alg", .string(KeyManagement.ecdhESA256KW.rawValue))]
    return (
      secret: .object(Members(known + [Member("d", .string(Base64.url.encode(scalar)))])), open: .object(Members(known))
    )
  }
}
