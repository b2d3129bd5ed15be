package import SourceText

/// A table of words over which pages are told once for each row: the same scenario over several registers, say.
///
/// A page that uses a word of the table (`<role>`, alone or within a text, as value or as key) is read once for each row, with the row's word
/// in its place; one that uses none is read once. `over: [ SR, FR ]` in a page, a requirement or a defect keeps it to those rows.
package struct TellingTable: Sendable {
  package struct Row: Sendable {
    package let name: String
    let words: [(name: String, node: Node)]
    func node(_ word: String) -> Node? { words.first { $0.name == word }?.node }
  }
  package let rows: [Row]

  /// From a map of rows, each a map of words.
  package init(_ root: Node) {
    rows = (root.entries ?? []).map { entry in
      Row(name: entry.name, words: (entry.value.entries ?? []).map { ($0.name, $0.value) })
    }
  }

  /// The page once for each row, or as it is.
  package func tellings(of page: Node) -> Diagnosed<[Node]> {
    guard uses(page) else { return Diagnosed([page]) }
    var diagnostics = page["over"].map(objections) ?? []
    let told = chosen(page).map { row -> Node in
      var page = page
      page["over"] = nil
      return tell(page, row, &diagnostics)
    }
    return Diagnosed(told, diagnostics.withoutRepeats)
  }

  /// A map of named entries (requirements, defects), each entry once for each of its rows.
  package func entries(of root: Node) -> Diagnosed<Node> {
    guard case .mapping(let entries) = root.form, uses(root) else { return Diagnosed(root) }
    var diagnostics: [Diagnostic] = []
    var told: [Node.Entry] = []
    for row in rows {
      for entry in entries {
        let isShared = uses(entry.key) || uses(entry.value)
        guard isShared ? chosen(entry.value).contains(where: { $0.name == row.name }) : row.name == rows.first?.name else { continue }
        diagnostics += entry.value["over"].map(objections) ?? []
        var value = entry.value
        value["over"] = nil
        told.append(Node.Entry(key: tell(entry.key, row, &diagnostics), value: tell(value, row, &diagnostics)))
      }
    }
    return Diagnosed(Node(.mapping(told), root.span), diagnostics.withoutRepeats)
  }

  /// The rows that `over` names; all where it says nothing.
  private func chosen(_ node: Node) -> [Row] {
    guard let over = node["over"] else { return rows }
    let names = over.items?.compactMap(\.text) ?? [over.text].compactMap(\.self)
    return rows.filter { names.contains($0.name) }
  }
  private func objections(_ over: Node) -> [Diagnostic] {
    (over.items ?? [over]).filter { item in !rows.contains { $0.name == item.text } }.map { item in
      Diagnostic(
        .unknownName, "the table has no row `\(item.text ?? "")`", at: item.span, next: "it has \(rows.map(\.name).joined(separator: ", "))"
      )
    }
  }

  private func uses(_ node: Node) -> Bool {
    switch node.form {
    case .scalar(let scalar): !Self.slots(scalar.text).isEmpty
    case .sequence(let items): items.contains(where: uses)
    case .mapping(let entries): entries.contains { uses($0.key) || uses($0.value) }
    }
  }

  private func tell(_ node: Node, _ row: Row, _ diagnostics: inout [Diagnostic]) -> Node {
    switch node.form {
    case .scalar(let scalar): return word(scalar, node, row, &diagnostics)
    case .sequence(let items):
      // A word that is a list stands for its items.
      let told = items.flatMap { item -> [Node] in
        let told = tell(item, row, &diagnostics)
        return item.text == nil ? [told] : told.items ?? [told]
      }
      return Node(.sequence(told), node.span)
    case .mapping(let entries):
      let told = entries.map { Node.Entry(key: tell($0.key, row, &diagnostics), value: tell($0.value, row, &diagnostics)) }
      return Node(.mapping(told), node.span)
    }
  }

  private func word(_ scalar: Node.Scalar, _ node: Node, _ row: Row, _ diagnostics: inout [Diagnostic]) -> Node {
    let slots = Self.slots(scalar.text)
    guard !slots.isEmpty else { return node }
    if slots.count == 1, scalar.text == "<\(slots[0])>", let whole = row.node(slots[0]) { return Node(whole.form, node.span) }
    var text = scalar.text
    for slot in slots {
      guard let own = row.node(slot)?.text else {
        let words = row.words.map(\.name).joined(separator: ", ")
        diagnostics.append(
          Diagnostic(
            .unknownReference, "the row \(row.name) has no word `\(slot)`", at: node.span, next: "add it to the table; it has \(words)"))
        continue
      }
      text = text.split(separator: "<\(slot)>", omittingEmptySubsequences: false).joined(separator: own)
    }
    return Node(text: text, style: scalar.style, node.span)
  }

  /// The words that a text leaves open, each once: `<role>`. A comparison in a path (`@.a<3`) is none.
  private static func slots(_ text: String) -> [String] {
    var found: [String] = []
    for part in text.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
      guard let end = part.firstIndex(of: ">"), end > part.startIndex else { continue }
      let word = part[..<end]
      guard word.utf8.allSatisfy({ (97...122).contains($0) || $0 == 45 }), !found.contains(String(word)) else { continue }
      found.append(String(word))
    }
    return found
  }
}
