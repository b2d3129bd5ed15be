/// Named values that a message carries whatever its dialect, in the order in which they were said.
///
///     var facts = Facts()
///     facts[.eventKind] = "death"
///     facts[.personID] = [Identifier(.uin, "2987654326")]
package struct Facts: Hashable, Sendable {
  package private(set) var entries: [Entry] = []
  package struct Entry: Hashable, Sendable {
    package let name: String
    package let value: FactValue
  }

  package init() {}
  package var isEmpty: Bool { entries.isEmpty }

  /// Reading a fact that is absent, or of another type, gives nil. Setting nil removes it.
  package subscript<Value>(_ name: FactName<Value>) -> Value? {
    get { self[name.text].flatMap { Value($0) } }
    set { if let newValue { put(name.text, newValue.factValue) } else { remove(name.text) } }
  }
  package subscript(_ name: String) -> FactValue? {
    get { place(of: name).map { entries[$0].value } }
    set {
      if let newValue { put(name, newValue) } else { remove(name) }
    }
  }
  /// Says one more thing, which nobody has said before: for whoever makes thousands of records, and would look for each name in vain.
  package mutating func add<Value>(_ name: FactName<Value>, _ value: Value) {
    entries.append(Entry(name: name.text, value: value.factValue))
  }
  private mutating func put(_ name: String, _ value: FactValue) {
    let entry = Entry(name: name, value: value)
    if let at = place(of: name) { entries[at] = entry } else { entries.append(entry) }
  }
  private mutating func remove(_ name: String) {
    if let at = place(of: name) { entries.remove(at: at) }
  }
  /// Most names differ in length already.
  private func place(of name: String) -> Int? {
    let count = name.utf8.count
    return entries.firstIndex { $0.name.utf8.count == count && $0.name == name }
  }

  /// The other's facts over these.
  package func merging(_ other: Facts) -> Facts {
    var all = self
    for e in other.entries { all[e.name] = e.value }
    return all
  }
}

/// The name of a fact, with the type of its value. Every name is declared in `Vocabulary/`; YAML resolves against that list.
package struct FactName<Value: FactConvertible>: Sendable {
  package let text: String
  package init(_ text: String) { self.text = text }
}
