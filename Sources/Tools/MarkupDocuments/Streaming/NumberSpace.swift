/// The text of one number while it arrives, in fixed space.
struct NumberSpace {
  static let longest = 64
  private var bytes = [UInt8](repeating: 0, count: longest)
  private(set) var count = 0
  /// More text came than any number has.
  private(set) var isTooLong = false

  mutating func clear() { (count, isTooLong) = (0, false) }

  mutating func append(_ text: UnsafePointer<UInt8>, _ length: Int) {
    guard count + length <= Self.longest else {
      isTooLong = true
      return
    }
    bytes.withUnsafeMutableBufferPointer { space in
      for n in 0..<length { space[count + n] = text[n] }
    }
    count += length
  }

  var slice: ArraySlice<UInt8> { bytes[..<count] }
  var text: String { String(decoding: slice, as: UTF8.self) + (isTooLong ? "..." : "") }

  /// The digits as a whole number and how many stand behind the point, for what is plain and short: `50.00` is 5000 and 2.
  var plain: (units: Int, scale: Int)? {
    guard !isTooLong, count > 0, count <= 18 else { return nil }
    return bytes.withUnsafeBufferPointer { space in
      var (units, scale, point) = (0, 0, false)
      for n in 0..<count {
        let digit = space[n] &- 0x30
        if digit < 10 {
          units = units &* 10 &+ Int(digit)
          if point { scale &+= 1 }
        } else if space[n] == 0x2E, !point, n > 0, n < count - 1 {
          point = true
        } else {
          return nil
        }
      }
      return (units, scale)
    }
  }
}
