import Facts

/// The date of an HTTP header: `Sun, 06 Nov 1994 08:49:37 GMT`, as seconds since 1970.
enum HTTPDate {
  static func seconds(_ text: String) -> Int64? {
    let words = text.split(separator: " ").map(String.init)
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard words.count == 6, let d = Int(words[1]), let m = months.firstIndex(of: words[2]), let y = Int(words[3]),
      let day = Day(year: y, month: m + 1, day: d)
    else { return nil }
    let clock = words[4].split(separator: ":").compactMap { Int64($0) }
    guard clock.count == 3 else { return nil }
    return WorldInstant(day).seconds + clock[0] * 3600 + clock[1] * 60 + clock[2]
  }
}
