/// What counts as the same when two values are held against each other. Numbers always go by value, members in any order.
package struct DifferenceRules: Hashable, Sendable {
  /// Texts that hold a number go by value too, also against numbers: `"10.0"` and `10.00`.
  package var decimalTexts: Bool
  /// How far two dates (`2026-05-01`) or two times (RFC 3339) may lie apart, in seconds.
  package var dateTolerance: Int
  /// Whether the elements of lists may come in any order.
  package var isOrderFree: Bool
  /// The members that name a row: objects of a list that all have them belong together when these are equal, in any order.
  package var key: [String]

  package init(decimalTexts: Bool = false, dateTolerance: Int = 0, isOrderFree: Bool = false, key: [String] = []) {
    (self.decimalTexts, self.dateTolerance) = (decimalTexts, dateTolerance)
    (self.isOrderFree, self.key) = (isOrderFree, key)
  }
}

/// How much of a difference is said, and how much work finding it may be.
package struct DifferenceBounds: Hashable, Sendable {
  /// Lines of text, without the first.
  package var lines: Int
  /// Characters of one value.
  package var width: Int
  /// Unchanged neighbours shown on each side of a change.
  package var context: Int
  /// Pairs of values that are compared.
  package var work: Int

  package init(lines: Int = 40, width: Int = 80, context: Int = 2, work: Int = 1_000_000) {
    (self.lines, self.width, self.context, self.work) = (max(1, lines), max(16, width), max(0, context), max(1, work))
  }
}
