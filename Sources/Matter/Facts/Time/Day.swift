/// A calendar day of the Gregorian calendar, without a zone.
package struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let year: Int
  package let month: Int
  package let day: Int

  /// nil unless the three make a day of the calendar, years 1 to 9999.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Day.length(ofMonth: month, year) else { return nil }
    self.init(unchecked: year, month, day)
  }
  /// Reads `2026-05-01`, and nothing else.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.count == 10 else { return nil }
    var (number, at) = (0, 0)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "-") where at == 4 || at == 7: break
      case 48...57 where at != 4 && at != 7: number = number * 10 + Int(byte - 48)
      default: return nil
      }
      at += 1
    }
    self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }
  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }
  /// The day that lies `number` days after 1970-01-01.
  package init(number: Int) {
    // Days are counted from 0000-03-01, so that the leap day ends the year (H. Hinnant, "chrono-compatible date algorithms").
    let z = number + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let doe = z - era * 146_097
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
    let mp = (5 * doy + 2) / 153
    let month = mp < 10 ? mp + 3 : mp - 9
    self.init(unchecked: yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - (153 * mp + 2) / 5 + 1)
  }
  /// Days since 1970-01-01.
  package var number: Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yoe = y - era * 400
    let doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
  }
  package static func length(ofMonth month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
  package func adding(days: Int) -> Day { Day(number: number + days) }
  /// The same day of another month, or its last day where the month is shorter.
  package func adding(months: Int) -> Day {
    let total = year * 12 + month - 1 + months
    let (y, m) = (total / 12, total % 12 + 1)
    return Day(unchecked: y, m, min(day, Day.length(ofMonth: m, y)))
  }
  /// Full years from this day to the other.
  package func years(to other: Day) -> Int {
    let years = other.year - year
    return (other.month, other.day) < (month, day) ? years - 1 : years
  }
  package static func < (a: Day, b: Day) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }
  package var description: String {
    guard (0...9999).contains(year) else { return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
    return String(unsafeUninitializedCapacity: 10) { bytes in
      write(year, 4, to: bytes, at: 0)
      bytes[4] = UInt8(ascii: "-")
      write(month, 2, to: bytes, at: 5)
      bytes[7] = UInt8(ascii: "-")
      write(day, 2, to: bytes, at: 8)
      return 10
    }
  }
}

/// A number with zeros before it, as many digits as are asked for or more.
package func padded(_ n: Int, _ width: Int) -> String {
  let digits = String(n)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// The last digits of a number, as many as it shall have.
func write(_ number: Int, _ width: Int, to bytes: UnsafeMutableBufferPointer<UInt8>, at start: Int) {
  var rest = number
  for at in (start..<start + width).reversed() {
    bytes[at] = UInt8(48 + rest % 10)
    rest /= 10
  }
}
