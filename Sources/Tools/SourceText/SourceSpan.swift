/// A place in a text; line and column count from 1, columns in Unicode scalars.
package struct SourcePoint: Sendable, Hashable, Comparable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    (self.line, self.column) = (line, column)
  }

  package static func < (a: SourcePoint, b: SourcePoint) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

/// A stretch of a file; `end` is the point after its last character.
package struct SourceSpan: Sendable, Equatable, CustomStringConvertible {
  package var file: SourceFile
  package var start: SourcePoint
  package var end: SourcePoint

  package init(file: SourceFile, start: SourcePoint, end: SourcePoint? = nil) {
    self.file = file
    self.start = start
    self.end = max(end ?? SourcePoint(line: start.line, column: start.column + 1), start)
  }

  /// `file:line:column`, as editors and terminals link it.
  package var description: String { "\(file.name):\(start.line):\(start.column)" }

  package static func == (a: SourceSpan, b: SourceSpan) -> Bool {
    a.file.name == b.file.name && a.start == b.start && a.end == b.end
  }
}
