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
    set { self[name.text] = newValue?.factValue }
  }
  package subscript(_ name: String) -> FactValue? {
    get { entries.first { $0.name == name }?.value }
    set {
      let at = entries.firstIndex { $0.name == name }
      switch (newValue, at) {
      case (let value?, let i?): entries[i] = Entry(name: name, value: value)
      case (let value?, nil): entries.append(Entry(name: name, value: value))
      case (nil, let i?): entries.remove(at: i)
      case (nil, nil): break
      }
    }
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
