/// Numbers that follow from the world's seed and a place in it. Mixing steps are those of splitmix64.
struct Seeded {
  enum Purpose: UInt64 { case id = 1, world, trace, span }
  private var high: UInt64
  private var low: UInt64

  init(_ seed: UInt64, _ purpose: Purpose) {
    high = seed ^ 0x6A09_E667_F3BC_C908
    low = seed &+ 0xBB67_AE85_84CA_A73B
    absorb(purpose.rawValue)
  }

  mutating func absorb(_ n: UInt64) {
    high = Seeded.mixed(high ^ n)
    low = Seeded.mixed(low &+ high &+ 0x9E37_79B9_7F4A_7C15)
  }
  mutating func absorb(_ path: Path) {
    for part in path.parts { absorb(UInt64(bitPattern: Int64(part))) }
    absorb(UInt64(path.parts.count))
  }

  /// 16 hexadecimal digits, never all zero.
  var hex: String { Seeded.hex(low == 0 ? 1 : low, 16) }

  /// The form of a random UUID (RFC 9562, version 4).
  var uuid: String {
    let a = high & ~0xF000 | 0x4000
    let b = low & ~(0b11 << 62) | 0b10 << 62
    // Every message has one or two of these, so no text is made on the way.
    return String(unsafeUninitializedCapacity: 36) { bytes in
      var end = 0
      for place in 0..<32 {
        if place == 8 || place == 12 || place == 16 || place == 20 {
          bytes[end] = UInt8(ascii: "-")
          end += 1
        }
        let digit = UInt8(truncatingIfNeeded: (place < 16 ? a : b) >> UInt64((15 - place % 16) * 4)) & 15
        bytes[end] = digit < 10 ? 48 + digit : 87 + digit
        end += 1
      }
      return end
    }
  }

  private static func mixed(_ n: UInt64) -> UInt64 {
    var z = n
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
  private static func hex(_ n: UInt64, _ width: Int) -> String {
    let digits = String(n, radix: 16)
    return String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}

/// The ids of lent exchanges, as a W3C Trace Context header: a trace for each step of a world, a span for each exchange.
struct Traceparents {
  private let seed: UInt64
  private let mine: String
  init(seed: UInt64) {
    self.seed = seed
    mine = "00-\(Seeded(seed, .world).hex)"
  }
  func of(_ exchange: Path) -> String {
    var trace = Seeded(seed, .trace)
    trace.absorb(UInt64(bitPattern: Int64(exchange.step)))
    var span = Seeded(seed, .span)
    span.absorb(exchange)
    return "\(mine)\(trace.hex)-\(span.hex)-01"
  }
  /// Made by this world, whether or not it can still be claimed.
  func isMine(_ header: String) -> Bool { header.hasPrefix(mine) }
}
