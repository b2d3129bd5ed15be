package import Facts

/// At which moments something is told: a crontab line of five fields, or with seconds before them and a year behind them. In UTC.
package struct Schedule: Hashable, Sendable {
  private let minutes: Set<Int>
  private let hours: Set<Int>
  private let days: Set<Int>
  private let months: Set<Int>
  /// From 0 for Sunday.
  private let weekdays: Set<Int>
  /// Of a day in the month and one in the week that are both named, one is enough.
  private let takesEitherDay: Bool

  /// nil where it cannot be read.
  package init?(_ text: String) {
    let all = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard [5, 6, 7].contains(all.count) else { return nil }
    let hasSeconds = all.count > 5
    if hasSeconds, Self.field(all[0], 0...59) == nil { return nil }
    if all.count == 7, all[6] != "*", all[6] != "?", Self.field(all[6], 1970...2199) == nil { return nil }
    let fields = hasSeconds ? Array(all.dropFirst()) : all
    // Where seconds are written, Sunday is 1; else it is 0 or 7.
    let week = hasSeconds ? 1...7 : 0...7
    guard let minutes = Self.field(fields[0], 0...59), let hours = Self.field(fields[1], 0...23), let days = Self.field(fields[2], 1...31),
      let months = Self.field(fields[3], 1...12, names: Self.monthNames, from: 1),
      let weekdays = Self.field(fields[4], week, names: Self.dayNames, from: week.lowerBound)
    else { return nil }
    (self.minutes, self.hours, self.days, self.months) = (minutes, hours, days, months)
    self.weekdays = Set(weekdays.map { (hasSeconds ? $0 - 1 : $0) % 7 })
    takesEitherDay = ![fields[2], fields[4]].contains { ["*", "?"].contains($0) }
  }

  private static let monthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
  private static let dayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]

  /// `*`, `?`, `5`, `1-5`, `MON-FRI`, `*/15`, `3/5`, and several of them with commas.
  private static func field(_ text: String, _ range: ClosedRange<Int>, names: [String] = [], from: Int = 0) -> Set<Int>? {
    func number(_ text: Substring) -> Int? { Int(text) ?? names.firstIndex(of: text.uppercased()).map { $0 + from } }
    var all: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let halves = part.split(separator: "/", omittingEmptySubsequences: false)
      guard halves.count <= 2, let base = halves.first else { return nil }
      let step = halves.count == 2 ? Int(halves[1]) : 1
      guard let step, step > 0 else { return nil }
      var (low, high) = (range.lowerBound, range.upperBound)
      if base != "*", base != "?" {
        let ends = base.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count <= 2, let first = ends.first.flatMap(number), let last = ends.last.flatMap(number) else { return nil }
        low = first
        if ends.count == 2 || halves.count == 1 { high = last }
      }
      guard range.contains(low), range.contains(high), low <= high else { return nil }
      all.formUnion(stride(from: low, through: high, by: step))
    }
    return all.isEmpty ? nil : all
  }

  /// Whether every minute is one of its moments: whatever happens is told at once.
  package var isAlways: Bool {
    minutes.count == 60 && hours.count == 24 && days.count == 31 && months.count == 12 && weekdays.count == 7
  }

  /// The first moment that is not before this one; nil where none comes within eight years.
  package func first(from now: WorldInstant) -> WorldInstant? {
    let start = (now.seconds + 59) / 60 * 60
    for ahead in 0..<(8 * 366) {
      let day = WorldInstant(seconds: start).day.adding(days: ahead)
      guard takes(day) else { continue }
      for hour in hours.sorted() {
        for minute in minutes.sorted() {
          let moment = Int64(day.number) * 86_400 + Int64(hour) * 3600 + Int64(minute) * 60
          if moment >= start { return WorldInstant(seconds: moment) }
        }
      }
    }
    return nil
  }

  private func takes(_ day: Day) -> Bool {
    // 1970-01-01 was a Thursday.
    let weekday = ((day.number + 4) % 7 + 7) % 7
    guard months.contains(day.month) else { return false }
    let (inMonth, inWeek) = (days.contains(day.day), weekdays.contains(weekday))
    return takesEitherDay ? inMonth || inWeek : inMonth && inWeek
  }
}
