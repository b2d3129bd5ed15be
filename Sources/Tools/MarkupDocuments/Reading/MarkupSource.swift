/// Where XML comes from. Files are read piece by piece and never held as a whole.
package enum MarkupSource: Hashable, Sendable {
  case bytes([UInt8])
  /// The path of a file.
  case file(String)

  package static func text(_ text: String) -> MarkupSource { .bytes(Array(text.utf8)) }
}
