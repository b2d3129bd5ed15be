import Crypto

/// Keyed digests (RFC 2104).
package enum HMAC {
  package static func sha256(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    Array(Crypto.HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: key)))
  }

  /// True when the code is the one for these bytes, compared in constant time.
  package static func isSHA256(_ code: [UInt8], of bytes: [UInt8], key: [UInt8]) -> Bool {
    ConstantTime.equal(code, sha256(bytes, key: key))
  }
}
