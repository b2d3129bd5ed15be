import Crypto

/// Keyed digests (RFC 2104).
package enum HMAC {
  package static func code(_ hash: HashFunction, _ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    let key = SymmetricKey(data: key)
    return switch hash {
    case .sha1: Array(Crypto.HMAC<Insecure.SHA1>.authenticationCode(for: bytes, using: key))
    case .sha256: Array(Crypto.HMAC<SHA256>.authenticationCode(for: bytes, using: key))
    case .sha384: Array(Crypto.HMAC<SHA384>.authenticationCode(for: bytes, using: key))
    case .sha512: Array(Crypto.HMAC<SHA512>.authenticationCode(for: bytes, using: key))
    }
  }

  /// True when the code is the one for these bytes, compared in constant time.
  package static func isCode(_ code: [UInt8], _ hash: HashFunction, of bytes: [UInt8], key: [UInt8]) -> Bool {
    ConstantTime.equal(code, self.code(hash, bytes, key: key))
  }

  package static func sha256(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] { code(.sha256, bytes, key: key) }

  package static func isSHA256(_ code: [UInt8], of bytes: [UInt8], key: [UInt8]) -> Bool { isCode(code, .sha256, of: bytes, key: key) }
}
