/// A piece of a line that is kept as it stands: a key with its colon, a scalar, a sign of a list or map, a comment.
struct LineToken: Equatable {
  enum Kind { case key, word, open, close, comma, block, comment }

  var kind: Kind
  var text: String
  /// Where it began, counted from 0.
  var column: Int
  var length: Int

  var end: Int { column + length }
}

/// A line of a page before its place is decided.
struct PageLine {
  enum Kind: Equatable {
    case blank, comment, structure
    /// A marker of a document or a directive, which stands where it stands.
    case marker
    /// Within a scalar or a flow collection that an earlier line began.
    case continuation
    /// Within a block scalar: its spaces are the author's text.
    case block
  }

  var kind: Kind
  var raw: [Unicode.Scalar]
  var indent = 0
  /// The columns of the dashes that begin the line.
  var dashes: [Int] = []
  var tokens: [LineToken] = []
  /// An open quoted scalar goes on in the next line, so that the end of this one is its text.
  var endsOpen = false

  /// Where the first key or word stands, behind the dashes.
  var content: Int? { tokens.first.flatMap { $0.kind == .comment ? nil : $0.column } }
  var comment: LineToken? { tokens.last.flatMap { $0.kind == .comment ? $0 : nil } }
}
