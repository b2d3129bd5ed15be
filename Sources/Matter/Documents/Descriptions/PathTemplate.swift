/// A path with parameters, such as `/people/{id}/events`.
package struct PathTemplate: Hashable, Sendable, CustomStringConvertible {
  package let text: String
  private let segments: [[Piece]]

  private enum Piece: Hashable {
    case plain([UInt8])
    case parameter(String)
  }

  /// Nil when braces do not pair, or two parameters touch.
  package init?(_ text: String) {
    self.text = text
    var segments: [[Piece]] = []
    for segment in Array(text.utf8).split(separator: 0x2F, omittingEmptySubsequences: false) {
      guard let pieces = Self.pieces(segment) else { return nil }
      segments.append(pieces)
    }
    self.segments = segments
  }

  private static func pieces(_ segment: ArraySlice<UInt8>) -> [Piece]? {
    var pieces: [Piece] = []
    var rest = segment
    while !rest.isEmpty {
      let open = rest.firstIndex(of: 0x7B) ?? rest.endIndex
      let plain = rest[..<open]
      if plain.contains(0x7D) { return nil }
      if !plain.isEmpty { pieces.append(.plain(Array(plain))) }
      guard open < rest.endIndex else { break }
      guard let close = rest[open...].firstIndex(of: 0x7D), close > open + 1 else { return nil }
      if case .parameter? = pieces.last { return nil }
      pieces.append(.parameter(String(decoding: rest[(open + 1)..<close], as: UTF8.self)))
      rest = rest[(close + 1)...]
    }
    return pieces
  }

  package var description: String { text }

  package var parameters: [String] {
    segments.flatMap { $0 }.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
  }

  /// The values of the parameters when the path is one of these, %-escapes read; nil when it is not.
  package func match(_ path: String) -> [String: String]? {
    let parts = Array(path.utf8).split(separator: 0x2F, omittingEmptySubsequences: false)
    guard parts.count == segments.count else { return nil }
    var values: [String: String] = [:]
    for (part, pieces) in zip(parts, segments) where !Self.match(part, pieces[...], &values) { return nil }
    return values
  }

  private static func match(_ part: ArraySlice<UInt8>, _ pieces: ArraySlice<Piece>, _ values: inout [String: String]) -> Bool {
    var rest = part
    var pieces = pieces
    while let piece = pieces.popFirst() {
      switch piece {
      case .plain(let text):
        guard rest.starts(with: text) else { return false }
        rest = rest.dropFirst(text.count)
      case .parameter(let name):
        // Up to the next plain text, the last one possible when it ends the segment.
        var end = rest.endIndex
        if case .plain(let next)? = pieces.first {
          let isLast = pieces.count == 1
          let last = rest.endIndex - next.count
          guard last > rest.startIndex else { return false }
          let places = isLast ? last...last : (rest.startIndex + 1)...last
          guard let place = places.first(where: { rest[$0...].starts(with: next) }) else { return false }
          end = place
        }
        guard end > rest.startIndex else { return false }
        values[name] = URIReference.percentDecoded(String(decoding: rest[..<end], as: UTF8.self))
        rest = rest[end...]
      }
    }
    return rest.isEmpty
  }

  /// Whether this template says more than another that matches the same path: plain text comes before parameters, from the left.
  func isMoreConcrete(than other: PathTemplate) -> Bool {
    for (a, b) in zip(segments, other.segments) {
      let (x, y) = (Self.freedom(a), Self.freedom(b))
      if x != y { return x < y }
    }
    return text.utf8.lexicographicallyPrecedes(other.text.utf8)
  }

  /// 0 for plain text, more for parameters with text beside them, most for a parameter alone.
  private static func freedom(_ pieces: [Piece]) -> Int {
    let hasParameter = pieces.contains { if case .parameter = $0 { true } else { false } }
    return !hasParameter ? 0 : pieces.count > 1 ? 1 : 2
  }

  /// The same for templates that differ only in the names of their parameters.
  var shape: String {
    segments.map { $0.map { if case .plain(let text) = $0 { String(decoding: text, as: UTF8.self) } else { "{}" } }.joined() }.joined(
      separator: "/")
  }
}
