package import SourceText

/// What loading a page knows and finds. Findings gather here, so that one wrong line hides no other.
struct LoadContext {
  /// A file whose names get a prefix, because it was included.
  struct Scope {
    let file: String
    let prefix: String
  }

  private(set) var diagnostics: [Diagnostic] = []
  var scopes: [Scope] = []
  /// What the includes so far gave: reference by include and name.
  var outputs: [String: [(name: String, reference: Reference)]] = [:]
  /// The flows that are open, outermost first.
  var including: [String] = []
  let flows: FlowSource

  init(flows: @escaping FlowSource = { _ in nil }) { self.flows = flows }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
  mutating func report(contentsOf more: [Diagnostic]) { diagnostics += more }
  mutating func report(_ code: DiagnosticCode, _ message: String, at span: SourceSpan, next: String? = nil) {
    diagnostics.append(Diagnostic(code, message, at: span, next: next))
  }

  /// The id under which a step is known outside its file.
  func qualified(_ name: String, at span: SourceSpan) -> String {
    (scopes.last { $0.file == span.file.name }?.prefix ?? "") + name
  }
  func qualified(_ word: Word) -> Word { Word(qualified(word.text, at: word.span), word.span) }
}

// Shapes
extension LoadContext {
  /// The entries of a map; says so where it is none.
  mutating func entries(_ node: Node, _ what: String) -> [Node.Entry] {
    if let entries = node.entries { return entries }
    report(.wrongShape, "\(what) must be a map, and this is \(node.shape)", at: node.span)
    return []
  }

  mutating func items(_ node: Node, _ what: String) -> [Node] {
    if let items = node.items { return items }
    report(.wrongShape, "\(what) must be a list, and this is \(node.shape)", at: node.span)
    return []
  }

  mutating func text(_ node: Node?, _ what: String) -> String? {
    guard let node else { return nil }
    if let text = node.text, !node.isEmpty { return text }
    report(.wrongShape, "\(what) must be text, and this is \(node.shape)", at: node.span)
    return nil
  }

  mutating func word(_ node: Node?, _ what: String) -> Word? {
    guard let node, let text = text(node, what) else { return nil }
    return Word(text, node.span)
  }

  /// A list of words, or one word that stands alone.
  mutating func words(_ node: Node?, _ what: String) -> [Word] {
    guard let node else { return [] }
    if node.text != nil { return word(node, what).map { [$0] } ?? [] }
    return items(node, what).compactMap { word($0, what) }
  }

  mutating func required(_ node: Node, _ key: String, _ what: String) -> Node? {
    if let value = node[key] { return value }
    if node.entries != nil {
      report(.missingKey, "\(what) has no `\(key)`", at: node.span, next: "add `\(key):`")
    }
    return nil
  }

  /// Reports keys that nobody reads.
  mutating func allow(_ keys: [String], in node: Node, _ what: String) {
    for entry in node.entries ?? [] where !keys.contains(entry.name) {
      let guess = Spelling.nearest(entry.name, in: keys).map { "write `\($0)`" }
      // `{ text: paid again, once. }`: within braces a comma ends a text that has no quotes.
      let comma = entry.value.isEmpty ? "put the text before it into quotes, for a comma ends it here" : nil
      report(
        .unknownKey, "\(what) has no key `\(entry.name)`", at: entry.key.span,
        next: guess ?? comma ?? "use one of: \(keys.joined(separator: ", "))")
    }
  }

  /// A name that others refer to: letters, digits, hyphens.
  mutating func name(_ word: Word, _ what: String) -> Bool {
    let good = !word.text.isEmpty && word.text.unicodeScalars.allSatisfy { Spelling.isNameScalar($0) }
    if !good {
      report(
        .unreadableValue, "`\(word)` cannot be the name of \(what)", at: word.span, next: "use letters, digits and hyphens")
    }
    return good
  }

  mutating func unique(_ words: [Word], _ what: String) {
    var seen: [String: SourceSpan] = [:]
    for word in words {
      if let first = seen[word.text] {
        report(
          Diagnostic(
            .duplicateName, "the \(what) `\(word)` is there twice", at: word.span, notes: [Diagnostic.Note("the first one", first)]))
      } else {
        seen[word.text] = word.span
      }
    }
  }

  mutating func flag(_ node: Node?, _ what: String) -> Bool {
    guard let node else { return false }
    switch node.text {
    case "true", "yes": return true
    case "false", "no": return false
    default:
      report(.unreadableValue, "\(what) is yes or no", at: node.span, next: "write `true` or `false`")
      return false
    }
  }

  mutating func choice<T: CaseIterable & RawRepresentable<String>>(_ node: Node?, _ what: String, as: T.Type) -> T? {
    guard let node, let text = text(node, what) else { return nil }
    if let value = T(rawValue: text) { return value }
    let all = T.allCases.map(\.rawValue)
    let guess = Spelling.nearest(text, in: all)
    report(
      .unreadableValue, "`\(text)` is no \(what)", at: node.span,
      next: guess.map { "write `\($0)`" } ?? "use one of: \(all.joined(separator: ", "))")
    return nil
  }
}

/// Where flows come from, by their path without extension; nil where there is none.
package typealias FlowSource = @Sendable (String) -> Diagnosed<Node>?
