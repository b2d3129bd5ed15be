import Crypto
import CryptoExtras

/// How the content of a JWE is encrypted: the `enc` of its header (RFC 7518 section 5).
package enum ContentEncryption: String, Hashable, Sendable, CaseIterable {
  case a128gcm = "A128GCM"
  case a192gcm = "A192GCM"
  case a256gcm = "A256GCM"
  case a128cbc = "A128CBC-HS256"
  case a192cbc = "A192CBC-HS384"
  case a256cbc = "A256CBC-HS512"

  init(name: String?) throws(SignatureRefusal) {
    guard let name else { throw SignatureRefusal(.malformed, "the header has no enc") }
    guard let found = Self(rawValue: name) else {
      let known = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw SignatureRefusal(.algorithmUnknown, "enc \"\(name.prefix(40))\" is not one of \(known)")
    }
    self = found
  }

  /// Bytes of the content key.
  package var keySize: Int {
    switch self {
    case .a128gcm: 16
    case .a192gcm: 24
    case .a256gcm, .a128cbc: 32
    case .a192cbc: 48
    case .a256cbc: 64
    }
  }

  /// The digest of the CBC forms; nil for GCM.
  private var hash: HashFunction? {
    switch self {
    case .a128cbc: .sha256
    case .a192cbc: .sha384
    case .a256cbc: .sha512
    default: nil
    }
  }

  var nonceSize: Int { hash == nil ? 12 : 16 }

  func seal(
    _ plain: [UInt8], key: [UInt8], nonce: [UInt8], authenticating data: [UInt8]
  ) throws(SignatureRefusal) -> (ciphertext: [UInt8], tag: [UInt8]) {
    guard key.count == keySize, nonce.count == nonceSize else {
      throw SignatureRefusal(.keyInvalid, "\(rawValue) needs a key of \(keySize) bytes, this has \(key.count)")
    }
    guard let hash else { return try AESGCM.seal(plain, key: key, nonce: nonce, authenticating: data) }
    guard let vector = try? AES._CBC.IV(ivBytes: nonce),
      let ciphertext = try? AES._CBC.encrypt(plain, using: SymmetricKey(data: key.suffix(keySize / 2)), iv: vector)
    else { throw SignatureRefusal(.cannotOpen, "the content could not be encrypted with \(rawValue)") }
    return (Array(ciphertext), tag(Array(ciphertext), key, nonce, data, hash))
  }

  /// nil for whatever reason: telling wrong tags from wrong padding would help only an attacker. The tag is checked first.
  func open(_ ciphertext: [UInt8], tag: [UInt8], key: [UInt8], nonce: [UInt8], authenticating data: [UInt8]) -> [UInt8]? {
    guard key.count == keySize, nonce.count == nonceSize else { return nil }
    guard let hash else { return AESGCM.open(ciphertext, tag: tag, key: key, nonce: nonce, authenticating: data) }
    guard ConstantTime.equal(tag, self.tag(ciphertext, key, nonce, data, hash)), !ciphertext.isEmpty, ciphertext.count % 16 == 0,
      let vector = try? AES._CBC.IV(ivBytes: nonce),
      let plain = try? AES._CBC.decrypt(ciphertext, using: SymmetricKey(data: key.suffix(keySize / 2)), iv: vector)
    else { return nil }
    return Array(plain)
  }

  /// RFC 7518 section 5.2.2.1.
  private func tag(_ ciphertext: [UInt8], _ key: [UInt8], _ nonce: [UInt8], _ data: [UInt8], _ hash: HashFunction) -> [UInt8] {
    let input = data + nonce + ciphertext + BigEndian.bytes(UInt64(data.count) * 8)
    return Array(HMAC.code(hash, input, key: Array(key.prefix(keySize / 2))).prefix(keySize / 2))
  }
}
