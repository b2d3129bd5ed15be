/// A moment on the wire, in milliseconds since 1970-01-01T00:00:00Z: stamps, tokens, signatures.
package struct WireInstant: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let milliseconds: Int64
  package init(milliseconds: Int64) { self.milliseconds = milliseconds }
  package var seconds: Int64 { milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000 }
  package var day: Day { WorldInstant(seconds: seconds).day }
  package static func < (a: Self, b: Self) -> Bool { a.milliseconds < b.milliseconds }
  package func adding(seconds: Int64) -> Self { Self(milliseconds: milliseconds + seconds * 1000) }
  /// RFC 3339 in UTC.
  package var description: String { text(fraction: true) }

  package func text(fraction: Bool) -> String {
    let day = day
    let inDay = Int(seconds - Int64(day.number) * 86_400)
    // Every line of a log has two of these, so no text is made on the way.
    return String(unsafeUninitializedCapacity: 24) { bytes in
      var end = 0
      func put(_ number: Int, _ width: Int, _ mark: UInt8) {
        write(number, width, to: bytes, at: end)
        bytes[end + width] = mark
        end += width + 1
      }
      put(min(max(day.year, 0), 9999), 4, UInt8(ascii: "-"))
      put(day.month, 2, UInt8(ascii: "-"))
      put(day.day, 2, UInt8(ascii: "T"))
      put(inDay / 3600, 2, UInt8(ascii: ":"))
      put(inDay / 60 % 60, 2, UInt8(ascii: ":"))
      put(inDay % 60, 2, fraction ? UInt8(ascii: ".") : UInt8(ascii: "Z"))
      if fraction { put(Int(milliseconds - seconds * 1000), 3, UInt8(ascii: "Z")) }
      return end
    }
  }

  /// Reads an RFC 3339 date-time with a zone. nil where one part is missing or out of range.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] | 0x20 == 0x74, bytes[13] == 0x3A, bytes[16] == 0x3A,
      let day = Day(String(decoding: bytes[0..<10], as: UTF8.self)),
      let h = digits(bytes[11..<13]), let m = digits(bytes[14..<16]), let s = digits(bytes[17..<19]), h < 24, m < 60, s < 61
    else { return nil }
    var i = 19
    var millis = 0
    if bytes[i] == 0x2E {
      let start = i + 1
      i = start
      while i < bytes.count, (48...57).contains(bytes[i]) { i += 1 }
      guard i > start, let f = digits((Array(bytes[start..<min(i, start + 3)]) + [48, 48]).prefix(3)) else { return nil }
      millis = f
    }
    guard let offset = WireInstant.offset(bytes[i...]) else { return nil }
    let total = Int64(day.number) * 86_400 + Int64(h * 3600 + m * 60 + s - offset * 60)
    self.init(milliseconds: total * 1000 + Int64(millis))
  }

  /// Minutes east of UTC that `Z` or `+03:00` stands for.
  private static func offset(_ zone: ArraySlice<UInt8>) -> Int? {
    let z = Array(zone)
    if z.count == 1 { return z[0] | 0x20 == 0x7A ? 0 : nil }
    guard z.count == 6, z[0] == 0x2B || z[0] == 0x2D, z[3] == 0x3A, let h = digits(z[1..<3]), let m = digits(z[4..<6]), h < 24, m < 60
    else { return nil }
    return (h * 60 + m) * (z[0] == 0x2D ? -1 : 1)
  }
}

private func digits(_ bytes: some Collection<UInt8>) -> Int? {
  var n = 0
  for b in bytes {
    guard (48...57).contains(b) else { return nil }
    n = n * 10 + Int(b - 48)
  }
  return n
}
