import Crypto
import Documents

/// Diffie-Hellman on the curves of JOSE: points and scalars as bytes in, the agreed bytes out.
struct AgreementKey: Hashable, Sendable {
  let curve: Curve
  /// `x`, and behind it `y` where the curve has one.
  let point: [UInt8]

  /// Refuses what is not a point of the curve: an invalid one would tell of the private key.
  init(_ curve: Curve, point: [UInt8]) throws(SignatureRefusal) {
    let isPoint =
      switch curve {
      case .p256: point.count == 64 && (try? P256.KeyAgreement.PublicKey(x963Representation: [4] + point)) != nil
      case .p384: point.count == 96 && (try? P384.KeyAgreement.PublicKey(x963Representation: [4] + point)) != nil
      case .p521: point.count == 132 && (try? P521.KeyAgreement.PublicKey(x963Representation: [4] + point)) != nil
      case .x25519: point.count == 32
      }
    guard isPoint else { throw SignatureRefusal(.keyInvalid, "not a point of \(curve.rawValue): make the key anew") }
    self.curve = curve
    self.point = point
  }

  /// The public half of a scalar.
  init(_ curve: Curve, scalar: [UInt8]) throws(SignatureRefusal) {
    let point: [UInt8]? =
      switch curve {
      case .p256: (try? P256.KeyAgreement.PrivateKey(rawRepresentation: scalar)).map { Array($0.publicKey.rawRepresentation) }
      case .p384: (try? P384.KeyAgreement.PrivateKey(rawRepresentation: scalar)).map { Array($0.publicKey.rawRepresentation) }
      case .p521: (try? P521.KeyAgreement.PrivateKey(rawRepresentation: scalar)).map { Array($0.publicKey.rawRepresentation) }
      case .x25519: (try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: scalar)).map { Array($0.publicKey.rawRepresentation) }
      }
    guard let point else { throw SignatureRefusal(.keyInvalid, "not a private scalar of \(curve.rawValue), \(curve.size) bytes") }
    self.curve = curve
    self.point = point
  }

  /// The bytes on which the holder of the scalar and this key's holder agree; nil where there are none.
  func secret(with scalar: [UInt8]) -> [UInt8]? {
    let secret: SharedSecret? =
      switch curve {
      case .p256:
        (try? P256.KeyAgreement.PublicKey(x963Representation: [4] + point)).flatMap { [scalar] in
          try? P256.KeyAgreement.PrivateKey(rawRepresentation: scalar).sharedSecretFromKeyAgreement(with: $0)
        }
      case .p384:
        (try? P384.KeyAgreement.PublicKey(x963Representation: [4] + point)).flatMap { [scalar] in
          try? P384.KeyAgreement.PrivateKey(rawRepresentation: scalar).sharedSecretFromKeyAgreement(with: $0)
        }
      case .p521:
        (try? P521.KeyAgreement.PublicKey(x963Representation: [4] + point)).flatMap { [scalar] in
          try? P521.KeyAgreement.PrivateKey(rawRepresentation: scalar).sharedSecretFromKeyAgreement(with: $0)
        }
      case .x25519:
        (try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: point)).flatMap { [scalar] in
          try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: scalar).sharedSecretFromKeyAgreement(with: $0)
        }
      }
    return secret.map { $0.withUnsafeBytes { Array($0) } }
  }
}

extension AgreementKey {
  init(jwk: JSON) throws(SignatureRefusal) {
    let name = jwk["crv"]?.text ?? ""
    guard let curve = Curve(rawValue: name), jwk["kty"]?.text == (curve == .x25519 ? "OKP" : "EC") else {
      throw SignatureRefusal(.keyInvalid, "a key to agree on is of kty EC (P-256, P-384, P-521) or OKP (X25519), not of \(name.prefix(20))")
    }
    let x = try VerificationKey.bytes(jwk, "x")
    let y = curve == .x25519 ? [] : try VerificationKey.bytes(jwk, "y")
    guard x.count == curve.size else { throw SignatureRefusal(.keyInvalid, "x of a key of \(name) has \(curve.size) bytes") }
    try self.init(curve, point: x + y)
  }

  var jwk: JSON {
    let x = JSON.string(Base64.url.encode(Array(point.prefix(curve.size))))
    guard curve != .x25519 else { return ["kty": "OKP", "crv": .string(curve.rawValue), "x": x] }
    return ["kty": "EC", "crv": .string(curve.rawValue), "x": x, "y": .string(Base64.url.encode(Array(point.suffix(curve.size))))]
  }
}
