import Crypto
import CryptoExtras
package import Documents

/// Keys as JSON (RFC 7517, RFC 7518, RFC 8037).
extension VerificationKey {
  /// The members that make the key, in the order that a thumbprint needs; nil for a secret, which is never published.
  private var coreMembers: Members? {
    switch material {
    case .ed25519(let key): ["crv": "Ed25519", "kty": "OKP", "x": .string(Base64.url.encode(Array(key.rawRepresentation)))]
    case .rsa(let key):
      (try? key.getKeyPrimitives()).map { ["e": Self.number($0.publicExponent), "kty": "RSA", "n": Self.number($0.modulus)] }
    case .p256(let key): Self.point(.p256, Array(key.rawRepresentation))
    case .p384(let key): Self.point(.p384, Array(key.rawRepresentation))
    case .p521(let key): Self.point(.p521, Array(key.rawRepresentation))
    case .secret: nil
    }
  }

  private static func point(_ curve: Curve, _ point: [UInt8]) -> Members {
    let (x, y) = (Base64.url.encode(Array(point.prefix(curve.size))), Base64.url.encode(Array(point.suffix(curve.size))))
    return ["crv": .string(curve.rawValue), "kty": "EC", "x": .string(x), "y": .string(y)]
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> JSON { .string(Base64.url.encode(Array(bytes.drop { $0 == 0 }))) }

  /// The public key as JSON; nil for a secret.
  package func jwk(keyID: String? = nil) -> JSON? {
    guard var members = coreMembers else { return nil }
    members["use"] = "sig"
    members["alg"] = .string((algorithms.first ?? kind.usual).rawValue)
    if let keyID { members["kid"] = .string(keyID) }
    return .object(members)
  }

  /// The members alone that make the key, as `cnf` of a token holds them (RFC 7800); nil for a secret.
  package var bareJWK: JSON? { coreMembers.map { .object($0) } }

  /// RFC 7638, SHA-256, base64url: a `kid` that follows from the key. nil for a secret.
  package var thumbprint: String? {
    coreMembers.map { Base64.url.encode(Digest.sha256(JSON.object($0).canonical())) }
  }

  /// Reads a key for checking signatures; private members are ignored. `oct` reads as a secret. `use`, `key_ops` and `alg` are obeyed.
  package init(jwk: JSON) throws(SignatureRefusal) {
    let permission = try KeyPermission(jwk: jwk)
    self = try Self.reading(jwk)
    self.permission = permission
    try permission.demand(use: "sig", operations: ["verify"])
    guard !algorithms.isEmpty else {
      let able = kind.algorithms.map(\.rawValue).joined(separator: ", ")
      throw SignatureRefusal(
        .algorithmMismatch, "the JWK says alg \(permission.algorithm ?? ""), its key is of kind \(kind.rawValue): write one of \(able)")
    }
  }

  private static func reading(_ jwk: JSON) throws(SignatureRefusal) -> VerificationKey {
    let curve = jwk["crv"]?.text
    switch (jwk["kty"]?.text, curve.flatMap(Curve.init)) {
    case ("OKP", _) where curve == "Ed25519": return try .ed25519(try bytes(jwk, "x"))
    case ("EC", let curve?) where curve != .x25519: return try .ec(curve, x: try bytes(jwk, "x"), y: try bytes(jwk, "y"))
    case ("RSA", _) where curve == nil: return try .rsa(n: try bytes(jwk, "n"), e: try bytes(jwk, "e"))
    case ("oct", _): return .secret(try bytes(jwk, "k"))
    case (let type, _):
      throw SignatureRefusal(
        .keyInvalid, "a JWK of kty \(type ?? "?") \(curve ?? ""): give OKP Ed25519, EC P-256, P-384, P-521, RSA or oct")
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
  /// Reads a private key. `use`, `key_ops` and `alg` are obeyed, and public numbers beside the private ones must be theirs.
  package init(jwk: JSON) throws(SignatureRefusal) {
    let permission = try KeyPermission(jwk: jwk)
    let key = try Self.reading(jwk).limited(to: permission)
    try permission.demand(use: "sig", operations: ["sign"])
    guard !key.verificationKey.algorithms.isEmpty else {
      throw SignatureRefusal(.algorithmMismatch, "the JWK says alg \(permission.algorithm ?? ""), its key is of kind \(key.kind.rawValue)")
    }
    for name in ["x", "y"] {
      guard let written = jwk[name], let due = key.verificationKey.bareJWK?[name], written != due else { continue }
      throw SignatureRefusal(.keyInvalid, "\(name) of the JWK is not that of its private key d: make the key anew")
    }
    self = key
  }

  private static func reading(_ jwk: JSON) throws(SignatureRefusal) -> SigningKey {
    func part(_ name: String) throws(SignatureRefusal) -> [UInt8] { try VerificationKey.bytes(jwk, name) }
    let curve = jwk["crv"]?.text
    switch (jwk["kty"]?.text, curve.flatMap(Curve.init)) {
    case ("OKP", _) where curve == "Ed25519": return try .ed25519(seed: try part("d"))
    case ("EC", let curve?): return try .ec(curve, scalar: try part("d"))
    case ("RSA", _): return try .rsa(n: try part("n"), e: try part("e"), d: try part("d"), p: try part("p"), q: try part("q"))
    case ("oct", _): return try .secret(try part("k"))
    default: throw SignatureRefusal(.keyInvalid, "not a private JWK: give OKP Ed25519, EC P-256, P-384, P-521, RSA or oct")
    }
  }
}
