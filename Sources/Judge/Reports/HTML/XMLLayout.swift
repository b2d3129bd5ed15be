/// XML with one element a line, for reading. Only white space between tags changes: texts, attributes and names stay as they were sent.
///
/// What is not well nested, or mixes text and elements, is nil: it is shown as it came.
enum XMLLayout {
  private enum Token { case open(Substring), close(Substring), single(Substring), text(Substring) }
  private static let deepest = 200

  static func text(_ source: String) -> String? {
    guard source.drop(while: \.isWhitespace).first == "<", let tokens = tokens(source) else { return nil }
    var lines: [String] = []
    var depth = 0
    var i = 0
    func add(_ text: some StringProtocol) { lines.append(String(repeating: "  ", count: depth) + text) }
    while i < tokens.count {
      switch tokens[i] {
      case .open(let tag):
        if let (whole, length) = leaf(tokens, at: i) {
          add(whole)
          i += length
          continue
        }
        add(tag)
        depth += 1
        if depth > deepest { return nil }
      case .close(let tag):
        depth -= 1
        if depth < 0 { return nil }
        add(tag)
      case .single(let tag): add(tag)
      case .text: return nil
      }
      i += 1
    }
    return depth == 0 ? lines.joined(separator: "\n") : nil
  }

  /// `<a>text</a>` and `<a></a>` stay on their line.
  private static func leaf(_ tokens: [Token], at i: Int) -> (String, Int)? {
    guard case .open(let open) = tokens[i], i + 1 < tokens.count else { return nil }
    if case .close(let close) = tokens[i + 1] { return (String(open) + close, 2) }
    guard case .text(let text) = tokens[i + 1], i + 2 < tokens.count, case .close(let close) = tokens[i + 2] else { return nil }
    return (String(open) + text + close, 3)
  }

  private static func tokens(_ source: String) -> [Token]? {
    var tokens: [Token] = []
    var rest = source[...]
    while let first = rest.first {
      guard first == "<" else {
        let text = rest.prefix { $0 != "<" }
        if !text.allSatisfy(\.isWhitespace) { tokens.append(.text(text)) }
        rest = rest[text.endIndex...]
        continue
      }
      guard let end = end(of: rest) else { return nil }
      let tag = rest[..<end]
      if tag.hasPrefix("<![") {
        tokens.append(.text(tag))
      } else if tag.hasPrefix("<!") || tag.hasPrefix("<?") || tag.hasSuffix("/>") {
        tokens.append(.single(tag))
      } else if tag.hasPrefix("</") {
        tokens.append(.close(tag))
      } else {
        tokens.append(.open(tag))
      }
      rest = rest[end...]
    }
    return tokens
  }

  /// The end of the tag, comment or section that begins here.
  private static func end(of rest: Substring) -> Substring.Index? {
    for (start, stop) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] where rest.hasPrefix(start) {
      return rest.firstRange(of: stop)?.upperBound
    }
    var quote: Character?
    for i in rest.indices {
      let c = rest[i]
      if let open = quote {
        if c == open { quote = nil }
      } else if c == "\"" || c == "'" {
        quote = c
      } else if c == ">" {
        return rest.index(after: i)
      }
    }
    return nil
  }
}
