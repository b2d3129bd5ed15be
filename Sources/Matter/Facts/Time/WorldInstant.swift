/// A moment of the story, in seconds since 1970-01-01T00:00:00Z. Virtual while no real actor is in the run.
package struct WorldInstant: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let seconds: Int64
  package init(seconds: Int64) { self.seconds = seconds }
  package init(_ day: Day, hour: Int = 0) { seconds = Int64(day.number) * 86_400 + Int64(hour) * 3600 }
  package var day: Day { Day(number: Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)) }
  package static func < (a: Self, b: Self) -> Bool { a.seconds < b.seconds }
  package static func + (a: Self, d: WorldDuration) -> Self { Self(seconds: a.seconds + d.seconds) }
  package static func - (a: Self, b: Self) -> WorldDuration { WorldDuration(seconds: a.seconds - b.seconds) }
  /// RFC 3339 with seconds, in UTC.
  package var description: String { WireInstant(milliseconds: seconds * 1000).text(fraction: false) }
}

/// A length of story time, in seconds.
package struct WorldDuration: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let seconds: Int64
  package init(seconds: Int64) { self.seconds = seconds }
  package static func seconds(_ n: Int64) -> Self { Self(seconds: n) }
  package static func minutes(_ n: Int64) -> Self { Self(seconds: n * 60) }
  package static func hours(_ n: Int64) -> Self { Self(seconds: n * 3600) }
  package static func days(_ n: Int64) -> Self { Self(seconds: n * 86_400) }
  package static func < (a: Self, b: Self) -> Bool { a.seconds < b.seconds }
  package static func + (a: Self, b: Self) -> Self { Self(seconds: a.seconds + b.seconds) }
  /// The largest unit that divides it: `2 days`, `90 min`, `15 s`.
  package var description: String {
    if seconds != 0, seconds % 86_400 == 0 { return seconds == 86_400 ? "1 day" : "\(seconds / 86_400) days" }
    if seconds != 0, seconds % 3600 == 0 { return "\(seconds / 3600) h" }
    if seconds != 0, seconds % 60 == 0 { return "\(seconds / 60) min" }
    return "\(seconds) s"
  }
}
