/// One row of a table, with the places it came from.
package struct CSVRow: Hashable, Sendable {
  package struct Field: Hashable, Sendable {
    package let text: String
    package let line: Int
    package let column: Int
    /// So that an empty text can be told from nothing.
    package let isQuoted: Bool
  }

  package let fields: [Field]
  /// The names of the columns; empty in a table without a header.
  package let names: [String]

  package var line: Int { fields.first?.line ?? 0 }
  package var texts: [String] { fields.map(\.text) }

  /// The field at a place counted from 0.
  package subscript(index: Int) -> Field? { fields.indices.contains(index) ? fields[index] : nil }

  /// The field in the column of that name.
  package subscript(name: String) -> Field? { names.firstIndex { $0.utf8.elementsEqual(name.utf8) }.flatMap { self[$0] } }

  /// A row as RFC 4180 writes it, line end included: quoted only where it must be.
  package static func written(_ texts: [String], separator: Unicode.Scalar = ",") -> String {
    var out = String.UnicodeScalarView()
    for (place, text) in texts.enumerated() {
      if place > 0 { out.append(separator) }
      let scalars = text.unicodeScalars
      // A byte order mark that is not the table's own is quoted, too.
      let isOdd = scalars.first == "\u{FEFF}" || scalars.contains { $0 == "\"" || $0 == separator || $0 == "\n" || $0 == "\r" }
      guard isOdd || (texts.count == 1 && text.isEmpty) else {
        out += scalars
        continue
      }
      out.append("\"")
      for scalar in scalars { out += scalar == "\"" ? ["\"", "\""] : [scalar] }
      out.append("\"")
    }
    return String(out) + "\r\n"
  }
}
