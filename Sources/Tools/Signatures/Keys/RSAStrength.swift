/// Which RSA numbers are taken as a key at all.
enum RSAStrength {
  /// Refuses fewer than 2048 bits, more than 8192 (a bound on the work), an exponent that is even, 1, or longer than 64 bits, and
  /// moduli of the generator that CVE-2017-15361 tells of.
  static func check(n: [UInt8], e: [UInt8]) throws(SignatureRefusal) {
    let modulus = Array(n.drop { $0 == 0 })
    let exponent = Array(e.drop { $0 == 0 })
    let bits = modulus.isEmpty ? 0 : modulus.count * 8 - modulus[0].leadingZeroBitCount
    guard bits >= 2048 else { throw SignatureRefusal(.keyWeak, "an RSA key of \(bits) bits: make one of 2048 or more") }
    guard bits <= 8192 else { throw SignatureRefusal(.tooLong, "an RSA key of \(bits) bits: make one of at most 8192") }
    guard (1...8).contains(exponent.count), exponent[exponent.count - 1] & 1 == 1, exponent != [1], modulus[modulus.count - 1] & 1 == 1
    else { throw SignatureRefusal(.keyWeak, "an RSA key needs an odd modulus and an odd public exponent of 3 or more: use 65537") }
    guard !isPredictable(modulus) else {
      throw SignatureRefusal(.keyWeak, "this RSA key can be factored (CVE-2017-15361, a faulty generator): make a new one elsewhere")
    }
  }

  /// The faulty generator's primes are powers of 65537 modulo each of these, and so is their product; by chance once in 2^27.
  private static let marks = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157]

  private static func isPredictable(_ modulus: [UInt8]) -> Bool {
    marks.allSatisfy { prime in
      let rest = modulus.reduce(0) { ($0 << 8 | Int($1)) % prime }
      var power = 1
      repeat {
        if power == rest { return true }
        power = power * 65537 % prime
      } while power != 1
      return false
    }
  }
}
