/// Where something stands in XML.
package struct MarkupPlace: Hashable, Sendable, CustomStringConvertible {
  /// Counted from 1; 0 where it is not known.
  package let line: Int
  /// In characters from 1; 0 where it is not known. For an element, its `<`.
  package let column: Int
  /// Names from the root as the document writes them, the third of equal siblings with `[3]`: `/Document/Ntry[3]/Amt/@Ccy`. Empty where nothing was open.
  package let path: String

  package init(line: Int = 0, column: Int = 0, path: String = "") {
    self.line = line
    self.column = column
    self.path = path
  }

  /// `line 4, column 9, at /Document/Amt`, as far as known.
  package var description: String {
    var parts: [String] = []
    if line > 0 { parts.append("line \(line)") }
    if column > 0 { parts.append("column \(column)") }
    if !path.isEmpty { parts.append("at \(path)") }
    return parts.joined(separator: ", ")
  }
}
