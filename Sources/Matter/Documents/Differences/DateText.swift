/// A date or a time as RFC 3339 writes it, as seconds since 1970, so that two can be compared.
struct DateText {
  let seconds: Int
  /// A date with a time of day.
  let isTime: Bool

  init?(_ text: String) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count, bytes[range].allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
      return bytes[range].reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    }
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D, let year = number(0..<4), let month = number(5..<7),
      let day = number(8..<10),
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let midnight = Self.days(year, month, day) * 86_400
    if bytes.count == 10 {
      (seconds, isTime) = (midnight, false)
      return
    }
    guard bytes.count >= 20, bytes[10] | 0x20 == 0x74, bytes[13] == 0x3A, bytes[16] == 0x3A, let hour = number(11..<13),
      let minute = number(14..<16), let second = number(17..<19), hour < 24, minute < 60, second <= 60
    else { return nil }
    var i = 19
    if bytes[i] == 0x2E {
      i += 1
      while i < bytes.count, bytes[i] &- 0x30 < 10 { i += 1 }
    }
    var offset = 0
    if i + 6 == bytes.count, bytes[i] == 0x2B || bytes[i] == 0x2D, bytes[i + 3] == 0x3A {
      guard let hours = number(i + 1..<i + 3), let minutes = number(i + 4..<i + 6) else { return nil }
      offset = (hours * 60 + minutes) * (bytes[i] == 0x2D ? -60 : 60)
    } else if i + 1 != bytes.count || bytes[i] | 0x20 != 0x7A {
      return nil
    }
    (seconds, isTime) = (midnight + hour * 3_600 + minute * 60 + second - offset, true)
  }

  /// Days since 1970 in the Gregorian calendar.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
