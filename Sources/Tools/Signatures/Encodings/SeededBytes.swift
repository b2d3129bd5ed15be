import Crypto

/// All the randomness of one sealing or issuing, drawn from 32 bytes that the caller gives: an activity's in a simulated world, which
/// then repeats byte for byte, the machine's towards a real peer. The same 32 bytes must never seal two things.
package struct SeededBytes: Sendable {
  private let seed: SymmetricKey

  /// Exactly 32 bytes.
  package init(seed: [UInt8]) throws(SignatureRefusal) {
    guard seed.count == 32 else { throw SignatureRefusal(.keyInvalid, "randomness is drawn from 32 bytes, not from \(seed.count)") }
    self.seed = SymmetricKey(data: seed)
  }

  /// Bytes for one purpose: HKDF (RFC 5869) with the purpose as its info.
  func bytes(_ count: Int, for purpose: String) -> [UInt8] {
    HKDF<SHA256>.expand(pseudoRandomKey: seed, info: Array(purpose.utf8), outputByteCount: count).withUnsafeBytes { Array($0) }
  }
}
