/// What tells an actual value from the expected one, as a small text: what changed with its neighbours, and where.
///
/// ```
/// 1 difference (- expected, + actual)
/// /lines/1 (id b)
///   "id": "b"
/// - "amount": 5.00
/// + "amount": 5.50
///   ... 3 the same
/// ```
/// Each stretch begins with the pointer of the object or list in which something differs; in lists, what is missing has its place in
/// the expected list, all else its place in the actual one.
package struct Difference: Hashable, Sendable, CustomStringConvertible {
  /// Changed, missing or unexpected values.
  package let count: Int
  /// Where they are, the first hundred: in the actual value; of what is missing, in the expected one.
  package let pointers: [JSONPointer]
  package let text: String

  /// Nil when both are the same by these rules.
  package init?(expected: JSON, actual: JSON, rules: DifferenceRules = .init(), bounds: DifferenceBounds = .init()) {
    var comparer = Comparer(rules: rules, bounds: bounds)
    comparer.compare(expected, actual)
    guard !comparer.hunks.isEmpty else { return nil }
    let printer = DifferencePrinter(bounds: bounds)
    count = comparer.hunks.reduce(0) { $0 + $1.changes }
    pointers = Array(comparer.hunks.flatMap(\.changedPointers).prefix(Document.mostTold))
    text = printer.text(of: comparer.hunks, count: count, isComplete: !comparer.isExhausted)
  }

  /// The same of two lists of rows, in which rows belong together by their key, or as they are.
  package init?(
    expectedRows: [Members], actualRows: [Members], key: [String] = [], rules: DifferenceRules = .init(), bounds: DifferenceBounds = .init()
  ) {
    var rules = rules
    rules.key = key
    self.init(
      expected: .array(expectedRows.map { .object($0) }), actual: .array(actualRows.map { .object($0) }), rules: rules, bounds: bounds)
  }

  package var description: String { text }
}
