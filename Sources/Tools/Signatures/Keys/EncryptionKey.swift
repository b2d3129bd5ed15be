import Crypto
import CryptoExtras

/// The public RSA key to which a session key is wrapped (RSA-OAEP with SHA-256 for label and mask).
package struct EncryptionKey: Sendable {
  private let modulus: [UInt8]
  private let exponent: [UInt8]

  /// Refuses a key that is not RSA.
  package init(_ key: VerificationKey) throws(SignatureRefusal) {
    guard case .rsa(let rsa) = key.material, let numbers = try? rsa.getKeyPrimitives() else {
      throw SignatureRefusal(.keyInvalid, "a \(key.kind.rawValue) key cannot wrap: RSA is needed")
    }
    modulus = Array(numbers.modulus)
    exponent = Array(numbers.publicExponent)
  }

  /// The wrapped bytes. The 32 bytes of `seed` are all the randomness there is: the same seed gives the same text, so that a
  /// simulated run repeats byte for byte. Towards a real peer the seed must be random and used once.
  package func wrap(_ secret: [UInt8], seed: [UInt8]) throws(SignatureRefusal) -> [UInt8] {
    let size = modulus.drop { $0 == 0 }.count
    guard seed.count == 32, secret.count <= size - 66 else {
      throw SignatureRefusal(.cannotOpen, "wrapping needs a seed of 32 bytes and at most \(size - 66) bytes to wrap")
    }
    let zeros = [UInt8](repeating: 0, count: size - 66 - secret.count)
    let block = Digest.sha256([]) + zeros + [1] + secret
    let maskedBlock = exclusiveOr(block, mask(seed, block.count))
    let maskedSeed = exclusiveOr(seed, mask(maskedBlock, 32))
    return ModularPower.raise([0] + maskedSeed + maskedBlock, to: exponent, modulo: modulus)
  }

  /// MGF1 (RFC 8017 B.2.1).
  private func mask(_ seed: [UInt8], _ count: Int) -> [UInt8] {
    var out: [UInt8] = []
    var counter: UInt32 = 0
    while out.count < count {
      out += Digest.sha256(seed + [UInt8(counter >> 24), UInt8(counter >> 16 & 255), UInt8(counter >> 8 & 255), UInt8(counter & 255)])
      counter += 1
    }
    return Array(out.prefix(count))
  }

  private func exclusiveOr(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] { zip(a, b).map { $0 ^ $1 } }
}

/// The private RSA key that unwraps session keys.
package struct DecryptionKey: Sendable {
  /// Kept as bytes: the library's own type may not cross tasks.
  private let der: [UInt8]

  package init(pem: String) throws(SignatureRefusal) {
    guard let key = try? _RSA.Encryption.PrivateKey(pemRepresentation: pem) else {
      throw SignatureRefusal(.keyInvalid, "not a PEM of an RSA private key of 2048 bits or more")
    }
    der = Array(key.derRepresentation)
  }

  package func unwrap(_ wrapped: [UInt8]) throws(SignatureRefusal) -> [UInt8] {
    guard let key = try? _RSA.Encryption.PrivateKey(derRepresentation: der),
      let secret = try? key.decrypt(wrapped, padding: .PKCS1_OAEP_SHA256)
    else {
      throw SignatureRefusal(.cannotOpen, "the session key was not wrapped with RSA-OAEP-SHA256 to this certificate")
    }
    return Array(secret)
  }
}
