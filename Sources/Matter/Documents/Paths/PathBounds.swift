/// How much work one evaluation of a path may be before it is given up.
package struct PathBounds: Hashable, Sendable {
  /// Values looked at, filters and repeated visits included.
  package let visits: Int
  /// Values found, after each segment.
  package let found: Int

  package init(visits: Int = 20_000_000, found: Int = 1_000_000) {
    self.visits = max(1, visits)
    self.found = max(1, found)
  }

  /// 20 million visits, one million values found.
  package static let standard = PathBounds()
}

/// A path that asks for more than its bounds allow. Nothing it found is used.
package struct PathOverrun: Error, Hashable, Sendable, CustomStringConvertible {
  package let path: String
  package let why: String
  package let next: String
  package var description: String { "\(path): \(why); \(next)" }
}
