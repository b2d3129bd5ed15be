/// Reads a large file record by record: only the record at hand and the elements around it are in memory.
package struct MarkupRecords: Sendable {
  package enum Wish: Hashable, Sendable { case next, stop }

  let path: ElementPath

  /// The elements that are records: `/p:Document/p:CstmrCdtTrfInitn/p:PmtInf/p:CdtTrfTxInf`.
  package init(_ path: ElementPath) { self.path = path }

  /// Shows each record in order. `bounds.nodes` holds for one record. After `stop` the rest of the file is not read.
  ///
  /// Expressions start at the record; above it they see the elements that are open and their attributes, not what came before.
  package func read(
    _ source: MarkupSource, bounds: MarkupBounds = .large, _ show: (MarkupRecord) throws(MarkupRefusal) -> Wish
  ) throws(MarkupRefusal) { try read(source, validator: nil, bounds, show) }

  /// The same, and what the schema has against the file, in the same pass.
  package func read(
    _ source: MarkupSource, against schema: XMLSchema, bounds: MarkupBounds = .large,
    _ show: (MarkupRecord) throws(MarkupRefusal) -> Wish
  ) throws(MarkupRefusal) -> SchemaReport {
    let validator = StreamValidator(schema.handle)
    try read(source, validator: validator, bounds, show)
    return validator.report
  }

  private func read(
    _ source: MarkupSource, validator: StreamValidator?, _ bounds: MarkupBounds, _ show: (MarkupRecord) throws(MarkupRefusal) -> Wish
  ) throws(MarkupRefusal) {
    // The closure is called within this call only; the visitor lets go of it before.
    let result: Result<Void, MarkupRefusal> = withoutActuallyEscaping(show) { show in
      let visitor = RecordVisitor(path) { record in
        do throws(MarkupRefusal) { return .success(try show(record)) } catch { return .failure(error) }
      }
      defer { visitor.letGo() }
      do throws(MarkupRefusal) { return .success(try ParserRun.read(source, visitor, bounds: bounds, validator: validator)) } catch {
        return .failure(error)
      }
    }
    try result.get()
  }
}
