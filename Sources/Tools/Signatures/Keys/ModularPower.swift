/// Powers of whole numbers modulo another, for public operations only: its time shows its input.
enum ModularPower {
  /// base ^ exponent mod modulus, all big-endian; as many bytes as the modulus has.
  static func raise(_ base: [UInt8], to exponent: [UInt8], modulo modulus: [UInt8]) -> [UInt8] {
    let modulus = limbs(modulus)
    let base = remainder(limbs(base), modulus)
    var power: [UInt32] = remainder([1], modulus)
    for byte in exponent {
      for bit in stride(from: 7, through: 0, by: -1) {
        power = remainder(product(power, power), modulus)
        if byte >> UInt8(bit) & 1 == 1 { power = remainder(product(power, base), modulus) }
      }
    }
    return bytes(power, count: modulus.count * 4)
  }

  /// Least significant limb first, no leading zero limbs but the one of zero.
  private static func limbs(_ bytes: [UInt8]) -> [UInt32] {
    var out: [UInt32] = []
    var i = bytes.count
    while i > 0 {
      out.append(bytes[max(0, i - 4)..<i].reduce(0) { $0 << 8 | UInt32($1) })
      i -= 4
    }
    return trimmed(out)
  }

  private static func bytes(_ limbs: [UInt32], count: Int) -> [UInt8] {
    let out = limbs.reversed().flatMap { limb in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: limb >> UInt32($0)) } }
    return [UInt8](repeating: 0, count: max(0, count - out.count)) + out
  }

  private static func trimmed(_ limbs: [UInt32]) -> [UInt32] {
    var limbs = limbs
    while limbs.count > 1, limbs.last == 0 { limbs.removeLast() }
    return limbs.isEmpty ? [0] : limbs
  }

  private static func product(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
    var out = [UInt32](repeating: 0, count: a.count + b.count)
    for i in a.indices {
      var carry: UInt64 = 0
      for j in b.indices {
        let sum = UInt64(a[i]) * UInt64(b[j]) + UInt64(out[i + j]) + carry
        out[i + j] = UInt32(truncatingIfNeeded: sum)
        carry = sum >> 32
      }
      out[i + b.count] = UInt32(carry)
    }
    return trimmed(out)
  }

  /// Long division (Knuth, The Art of Computer Programming, 4.3.1 D); only what is left over is kept.
  private static func remainder(_ dividend: [UInt32], _ divisor: [UInt32]) -> [UInt32] {
    guard dividend.count >= divisor.count, let top = divisor.last else { return dividend }
    let shift = UInt32(top.leadingZeroBitCount)
    let v = shifted(divisor, shift)
    var u = shifted(dividend, shift) + [0]
    let n = divisor.count
    guard n > 1 else {
      return [UInt32(dividend.reversed().reduce(UInt64(0)) { ($0 << 32 | UInt64($1)) % UInt64(top) })]
    }
    for j in stride(from: u.count - n - 1, through: 0, by: -1) { step(&u, v, at: j) }
    return unshifted(Array(u.prefix(n)), shift)
  }

  /// Takes the multiple of `v` that fits away from `u` at place j.
  private static func step(_ u: inout [UInt32], _ v: [UInt32], at j: Int) {
    let n = v.count
    let head = UInt64(u[j + n]) << 32 | UInt64(u[j + n - 1])
    var guess = head / UInt64(v[n - 1])
    var left = head % UInt64(v[n - 1])
    while guess >> 32 != 0 || guess * UInt64(v[n - 2]) > (left << 32 | UInt64(u[j + n - 2])) {
      guess -= 1
      left += UInt64(v[n - 1])
      if left >> 32 != 0 { break }
    }
    var borrow: Int64 = 0
    for i in 0..<n {
      let part = guess * UInt64(v[i])
      let rest = Int64(u[i + j]) - borrow - Int64(part & 0xFFFF_FFFF)
      u[i + j] = UInt32(truncatingIfNeeded: rest)
      borrow = Int64(part >> 32) - (rest >> 32)
    }
    let rest = Int64(u[j + n]) - borrow
    u[j + n] = UInt32(truncatingIfNeeded: rest)
    guard rest < 0 else { return }
    var carry: UInt64 = 0
    for i in 0..<n {
      let sum = UInt64(u[i + j]) + UInt64(v[i]) + carry
      u[i + j] = UInt32(truncatingIfNeeded: sum)
      carry = sum >> 32
    }
    u[j + n] = u[j + n] &+ UInt32(carry)
  }

  private static func shifted(_ limbs: [UInt32], _ by: UInt32) -> [UInt32] {
    guard by > 0 else { return limbs }
    var out: [UInt32] = []
    var carry: UInt32 = 0
    for limb in limbs {
      out.append(limb << by | carry)
      carry = limb >> (32 - by)
    }
    return carry == 0 ? out : out + [carry]
  }

  private static func unshifted(_ limbs: [UInt32], _ by: UInt32) -> [UInt32] {
    guard by > 0 else { return trimmed(limbs) }
    return trimmed(limbs.indices.map { i in limbs[i] >> by | (i + 1 < limbs.count ? limbs[i + 1] << (32 - by) : 0) })
  }
}
