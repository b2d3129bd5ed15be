import CLibXML2

/// What nodes stand in: a whole document, or one record while it is shown. Belongs to one task.
final class MarkupTree {
  /// Nil once the nodes are gone.
  private(set) var document: xmlDocPtr?
  private let owns: Bool
  let paths: PathEvaluator
  /// Where the record stands, in place of what only its file would tell.
  let base: RecordBase?

  struct RecordBase {
    let node: xmlNodePtr
    /// The record's path in its file.
    let path: String
  }

  init(owning document: xmlDocPtr) {
    (self.document, owns, base) = (document, true, nil)
    paths = PathEvaluator(document)
  }

  init(record: RecordBase, in document: xmlDocPtr, paths: PathEvaluator) {
    (self.document, owns, base, self.paths) = (document, false, record, paths)
  }

  deinit {
    guard owns, let document else { return }
    paths.close()
    xmlFreeDoc(document)
  }

  /// The nodes are about to go; whoever kept one reads nothing from it.
  func close() { document = nil }
}
