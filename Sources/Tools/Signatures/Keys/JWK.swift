import Crypto
import CryptoExtras
package import Documents

/// Keys as JSON (RFC 7517, RFC 7518, RFC 8037).
extension VerificationKey {
  /// The members that make the key, in the order that a thumbprint needs; nil for a secret, which is never published.
  private var coreMembers: Members? {
    switch material {
    case .ed25519(let key):
      return ["crv": "Ed25519", "kty": "OKP", "x": .string(Base64.url.encode(Array(key.rawRepresentation)))]
    case .rsa(let key):
      guard let numbers = try? key.getKeyPrimitives() else { return nil }
      return ["e": Self.number(numbers.publicExponent), "kty": "RSA", "n": Self.number(numbers.modulus)]
    case .p256(let key):
      let point = Array(key.rawRepresentation)
      let (x, y) = (Base64.url.encode(Array(point.prefix(32))), Base64.url.encode(Array(point.suffix(32))))
      return ["crv": "P-256", "kty": "EC", "x": .string(x), "y": .string(y)]
    case .secret:
      return nil
    }
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> JSON { .string(Base64.url.encode(Array(bytes.drop { $0 == 0 }))) }

  /// The public key as JSON; nil for a secret.
  package func jwk(keyID: String? = nil) -> JSON? {
    guard var members = coreMembers else { return nil }
    members["use"] = "sig"
    members["alg"] = .string(kind.usual.rawValue)
    if let keyID { members["kid"] = .string(keyID) }
    return .object(members)
  }

  /// RFC 7638, SHA-256, base64url: a `kid` that follows from the key. nil for a secret.
  package var thumbprint: String? {
    coreMembers.map { Base64.url.encode(Digest.sha256(JSON.object($0).canonical())) }
  }

  /// Reads a key for checking signatures; private members are ignored. `oct` reads as a secret.
  package init(jwk: JSON) throws(SignatureRefusal) {
    switch (jwk["kty"]?.text, jwk["crv"]?.text) {
    case ("OKP", "Ed25519"): self = try .ed25519(try Self.bytes(jwk, "x"))
    case ("EC", "P-256"): self = try .p256(x: try Self.bytes(jwk, "x"), y: try Self.bytes(jwk, "y"))
    case ("RSA", _): self = try .rsa(n: try Self.bytes(jwk, "n"), e: try Self.bytes(jwk, "e"))
    case ("oct", _): self = .secret(try Self.bytes(jwk, "k"))
    case (let type, let curve):
      throw SignatureRefusal(.keyInvalid, "a JWK of kty \(type ?? "?") \(curve ?? ""): give OKP Ed25519, EC P-256, RSA or oct")
    }
    if let name = jwk["alg"]?.text, !kind.algorithms.contains(where: { $0.rawValue == name }) {
      throw SignatureRefusal(.algorithmMismatch, "the JWK says alg \(name), its key is of kind \(kind.rawValue)")
    }
  }

  static func bytes(_ jwk: JSON, _ name: String) throws(SignatureRefusal) -> [UInt8] {
    guard let bytes = jwk[name]?.text.flatMap({ Base64.url.decode($0, limit: 1 << 16) }) else {
      throw SignatureRefusal(.keyInvalid, "the JWK has no base64url \(name)")
    }
    return bytes
  }
}

extension SigningKey {
  /// Reads a private key.
  package init(jwk: JSON) throws(SignatureRefusal) {
    func part(_ name: String) throws(SignatureRefusal) -> [UInt8] { try VerificationKey.bytes(jwk, name) }
    switch (jwk["kty"]?.text, jwk["crv"]?.text) {
    case ("OKP", "Ed25519"): self = try .ed25519(seed: try part("d"))
    case ("EC", "P-256"): self = try .p256(scalar: try part("d"))
    case ("RSA", _): self = try .rsa(n: try part("n"), e: try part("e"), d: try part("d"), p: try part("p"), q: try part("q"))
    case ("oct", _): self = try .secret(try part("k"))
    default: throw SignatureRefusal(.keyInvalid, "not a private JWK: give OKP Ed25519, EC P-256, RSA or oct")
    }
  }
}
