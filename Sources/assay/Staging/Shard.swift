/// One of several parts of a plan: `2/3` is every third instance, beginning with the second.
struct Shard: Sendable, CustomStringConvertible {
  let number: Int
  let of: Int

  init(parsing text: String) throws {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let of = parts[1], (1...1000).contains(of), (1...of).contains(number) else {
      throw UsageError("--shard \(text) cannot be read; write it as 1/3, 2/3 and 3/3")
    }
    self.number = number
    self.of = of
  }

  func holds(_ place: Int) -> Bool { place % of == number - 1 }
  var description: String { "\(number)/\(of)" }
}
