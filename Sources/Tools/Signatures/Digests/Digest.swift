import Crypto

/// Digests of bytes.
package enum Digest {
  package static func sha256(_ bytes: [UInt8]) -> [UInt8] { SHA256.hash(data: bytes).withUnsafeBytes { Array($0) } }

  /// Of one after the other, without putting them together.
  package static func sha256(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: first)
    hash.update(data: second)
    return hash.finalize().withUnsafeBytes { Array($0) }
  }

  package static func sha512(_ bytes: [UInt8]) -> [UInt8] { Array(SHA512.hash(data: bytes)) }

  /// Lower-case hexadecimal SHA-256, the form in logs and manifests.
  package static func sha256Hex(_ bytes: [UInt8]) -> String { Hex.lower(sha256(bytes)) }

  package static func sha256Hex(_ text: String) -> String { sha256Hex(Array(text.utf8)) }
}
