/// One of several parts of a plan: `2/3` is every third instance, beginning with the second.
struct Shard: Sendable, CustomStringConvertible {
  let number: Int
  let of: Int

  /// `2/3`, or `auto`: as GitLab numbers its parallel jobs.
  init(parsing text: String, environment: [String: String]) throws {
    var text = text
    if text == "auto" {
      guard let index = environment["CI_NODE_INDEX"], let total = environment["CI_NODE_TOTAL"] else {
        throw UsageError(
          "--shard auto needs CI_NODE_INDEX and CI_NODE_TOTAL, which GitLab sets for parallel jobs; elsewhere write it as 1/3, 2/3 and 3/3")
      }
      text = "\(index)/\(total)"
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let of = parts[1], (1...1000).contains(of), (1...of).contains(number) else {
      throw UsageError("--shard \(text) cannot be read; write it as 1/3, 2/3 and 3/3, or as auto")
    }
    self.number = number
    self.of = of
  }

  func holds(_ place: Int) -> Bool { place % of == number - 1 }
  var description: String { "\(number)/\(of)" }
}
