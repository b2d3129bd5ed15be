import CLibXML2

extension MarkupRefusal {
  /// What libxml2 has against a schema itself.
  init(building error: LibraryError) {
    let place = error.node.map { MarkupNode.place(of: $0) } ?? MarkupPlace()
    self.init(
      .schema, MarkupWords.sentence(MarkupWords.withoutNamespaces(error.message)),
      at: MarkupPlace(line: place.line > 0 ? place.line : error.line, column: place.column, path: place.path))
  }
}
