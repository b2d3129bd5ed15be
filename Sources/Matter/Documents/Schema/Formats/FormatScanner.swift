/// Reads a text byte by byte for the formats with a small grammar.
struct FormatScanner {
  let text: UnsafeBufferPointer<UInt8>
  var i = 0

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  var isAtEnd: Bool { i == text.count }
  var peek: UInt8? { i < text.count ? text[i] : nil }

  mutating func eat(_ scalars: Unicode.Scalar...) -> Bool {
    guard let byte = peek, scalars.contains(where: { UInt8(ascii: $0) == byte }) else { return false }
    i += 1
    return true
  }

  /// Exactly so many digits.
  mutating func number(_ digits: Int) -> Int? {
    guard i + digits <= text.count else { return nil }
    var value = 0
    for place in i..<i + digits {
      guard Self.isDigit(text[place]) else { return nil }
      value = value * 10 + Int(text[place] &- 0x30)
    }
    i += digits
    return value
  }

  mutating func skip(while test: (UInt8) -> Bool) -> Int {
    let start = i
    while let byte = peek, test(byte) { i += 1 }
    return i - start
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  static func isHex(_ byte: UInt8) -> Bool { JSONText.hexValue(byte) != nil }
  static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
}

// RFC 3339: dates, times, durations.
extension FormatScanner {
  mutating func date() -> Bool {
    guard let year = number(4), eat("-"), let month = number(2), eat("-"), let day = number(2) else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && day >= 1 && day <= days[month - 1]
  }

  mutating func time() -> Bool {
    guard let hour = number(2), eat(":"), let minute = number(2), eat(":"), let second = number(2) else { return false }
    guard hour < 24, minute < 60, second <= 60 else { return false }
    if eat("."), skip(while: Self.isDigit) == 0 { return false }
    var offset = 0
    if !eat("z", "Z") {
      let sign = peek == 0x2D ? 1 : -1
      guard eat("+", "-"), let hours = number(2), eat(":"), let minutes = number(2), hours < 24, minutes < 60 else { return false }
      offset = sign * (hours * 60 + minutes)
    }
    // A leap second is the last one of a day in UTC.
    return second < 60 || (hour * 60 + minute + offset + 2_880) % 1_440 == 1_439
  }

  /// Appendix A of the RFC: no unit is left out between the first and the last.
  mutating func duration() -> Bool {
    guard eat("P") else { return false }
    let start = i
    if skip(while: Self.isDigit) > 0, eat("W") { return true }
    i = start
    guard let dates = chain("YMD") else { return false }
    guard eat("T") else { return dates > 0 }
    return chain("HMS").map { $0 > 0 } ?? false
  }

  /// How many units of a row stand here, nil when one is missing between them.
  private mutating func chain(_ units: String) -> Int? {
    var rest = Array(units.utf8)[...]
    var found = 0
    while let byte = peek, Self.isDigit(byte) {
      _ = skip(while: Self.isDigit)
      guard let unit = peek, let place = rest.firstIndex(of: unit), found == 0 || place == rest.startIndex else { return nil }
      i += 1
      found += 1
      rest = rest[(place + 1)...]
    }
    return found
  }
}

// UUID, pointers, base64.
extension FormatScanner {
  mutating func uuid() -> Bool {
    for (place, length) in [8, 4, 4, 4, 12].enumerated() {
      if place > 0, !eat("-") { return false }
      guard i + length <= text.count, (i..<i + length).allSatisfy({ Self.isHex(text[$0]) }) else { return false }
      i += length
    }
    return true
  }

  mutating func relativePointer() -> Bool {
    let isZero = peek == 0x30
    let digits = skip(while: Self.isDigit)
    guard digits > 0, !isZero || digits == 1 else { return false }
    if eat("#") { return isAtEnd }
    return JSONPointer(String(decoding: text[i...], as: UTF8.self)) != nil
  }

  mutating func base64() -> Bool {
    _ = skip { Self.isAlphanumeric($0) || $0 == 0x2B || $0 == 0x2F }
    for _ in 0..<2 where i % 4 >= 2 { _ = eat("=") }
    return isAtEnd && i % 4 == 0
  }
}
