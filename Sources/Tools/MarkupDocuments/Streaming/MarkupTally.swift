package import Documents

/// Counts and exact sums over a large file, without a tree: one pass, constant memory.
package struct MarkupTally: Sendable {
  /// What came of one path.
  package struct Total: Hashable, Sendable {
    package let path: ElementPath
    /// Elements at the path.
    package let count: Int
    /// Of their numbers; nil where the path is only counted.
    package let sum: ExactDecimal?
  }

  let counts: [ElementPath]
  let sums: [ElementPath]

  /// Elements to count, and elements whose text is a number (xs:decimal) to be added up.
  package init(count counts: [ElementPath] = [], sum sums: [ElementPath] = []) { (self.counts, self.sums) = (counts, sums) }

  /// The totals in the order asked for, counts first. Throws where the file is not well-formed, or a text that is to be added is no number.
  package func run(_ source: MarkupSource, bounds: MarkupBounds = .large) throws(MarkupRefusal) -> [Total] {
    try run(source, validator: nil, bounds: bounds)
  }

  /// The same, and what the schema has against the file, in the same pass.
  package func run(
    _ source: MarkupSource, against schema: XMLSchema, bounds: MarkupBounds = .large
  ) throws(MarkupRefusal) -> (totals: [Total], report: SchemaReport) {
    let validator = StreamValidator(schema.handle)
    let totals = try run(source, validator: validator, bounds: bounds)
    return (totals, validator.report)
  }

  private func run(_ source: MarkupSource, validator: StreamValidator?, bounds: MarkupBounds) throws(MarkupRefusal) -> [Total] {
    let visitor = TallyVisitor(self)
    try ParserRun.read(source, visitor, bounds: bounds, validator: validator)
    return counts.map { Total(path: $0, count: visitor.count(at: $0), sum: nil) }
      + sums.map { Total(path: $0, count: visitor.count(at: $0), sum: visitor.sum(at: $0)) }
  }
}
