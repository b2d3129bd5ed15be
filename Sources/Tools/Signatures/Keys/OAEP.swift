/// The padding of RSA-OAEP (RFC 8017 section 7.1.1) with the randomness given, so that a simulated run repeats byte for byte.
enum OAEP {
  /// The block that is raised to the public exponent; nil when the secret is too long for it or the seed not as long as the digest.
  static func pad(_ secret: [UInt8], seed: [UInt8], size: Int, _ hash: HashFunction) -> [UInt8]? {
    guard seed.count == hash.size, secret.count <= size - 2 * hash.size - 2 else { return nil }
    let zeros = [UInt8](repeating: 0, count: size - 2 * hash.size - 2 - secret.count)
    let block = hash.digest([]) + zeros + [1] + secret
    let maskedBlock = exclusiveOr(block, mask(seed, block.count, hash))
    return [0] + exclusiveOr(seed, mask(maskedBlock, seed.count, hash)) + maskedBlock
  }

  /// MGF1 (RFC 8017 B.2.1).
  private static func mask(_ seed: [UInt8], _ count: Int, _ hash: HashFunction) -> [UInt8] {
    var out: [UInt8] = []
    var counter: UInt32 = 0
    while out.count < count {
      out += hash.digest(seed + BigEndian.bytes(counter))
      counter += 1
    }
    return Array(out.prefix(count))
  }

  private static func exclusiveOr(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] { zip(a, b).map { $0 ^ $1 } }
}

/// Whole numbers as bytes, most significant first.
enum BigEndian {
  static func bytes(_ number: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: number.bigEndian) { Array($0) } }
}
