import Crypto

/// The digests that signatures here stand on. SHA-1 is only the mask of `RSA-OAEP` and the name of a file's blob, never a signature's.
package enum HashFunction: String, Hashable, Sendable, CaseIterable {
  case sha1 = "sha-1"
  case sha256 = "sha-256"
  case sha384 = "sha-384"
  case sha512 = "sha-512"

  /// Bytes of a digest.
  package var size: Int {
    switch self {
    case .sha1: 20
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }

  package func digest(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .sha1: Array(Insecure.SHA1.hash(data: bytes))
    case .sha256: Array(SHA256.hash(data: bytes))
    case .sha384: Array(SHA384.hash(data: bytes))
    case .sha512: Array(SHA512.hash(data: bytes))
    }
  }
}
