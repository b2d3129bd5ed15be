/// Where one piece of work stands in program order: step, child, child. Compares part by part; prints as `2.1.3`.
package struct Path: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let parts: [Int]

  package init(_ parts: [Int]) { self.parts = parts }

  package func child(_ n: Int) -> Path { Path(parts + [n]) }

  /// The nth request that nobody in this world sent, seen while `step` was the latest: after all simulated work of that step.
  package static func arrival(_ n: Int, in step: Int) -> Path { Path([step, arrivals + n]) }

  /// As it prints: `3.a1.2`.
  package init?(_ text: String) {
    var parts: [Int] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      guard let n = Int(part.hasPrefix("a") ? part.dropFirst() : part), n >= 0 else { return nil }
      parts.append(part.hasPrefix("a") ? Path.arrivals + n : n)
    }
    self.parts = parts
  }

  /// Of an arrival, its number; else nil.
  var arrivalNumber: Int? { parts.last.flatMap { $0 > Path.arrivals ? $0 - Path.arrivals : nil } }

  /// The step that the work belongs to; 0 before the first.
  package var step: Int { parts.first ?? 0 }

  package var isArrival: Bool { parts.last.map { $0 > Path.arrivals } ?? false }

  package static func < (a: Path, b: Path) -> Bool { a.parts.lexicographicallyPrecedes(b.parts) }

  /// Arrivals print as `3.a1`.
  package var description: String {
    parts.map { $0 > Path.arrivals ? "a\($0 - Path.arrivals)" : String($0) }.joined(separator: ".")
  }

  /// Higher than any number of children.
  private static let arrivals = 1_000_000_000
}
