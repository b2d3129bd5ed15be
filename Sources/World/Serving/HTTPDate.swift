import Glibc
import Synchronization

/// The wall's time as the `Date` field of an answer says it (RFC 9110, 5.6.7).
enum HTTPDate {
  private struct Said {
    var second = -1
    var text = ""
  }
  private static let said = Mutex(Said())

  static func now() -> String {
    let second = time(nil)
    return said.withLock { said in
      if said.second != second { said = Said(second: second, text: text(second)) }
      return said.text
    }
  }

  static func text(_ second: Int) -> String {
    var (time, parts) = (time_t(second), tm())
    gmtime_r(&time, &parts)
    func two(_ n: Int32) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(1900 + parts.tm_year) "
      + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
  }
  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
