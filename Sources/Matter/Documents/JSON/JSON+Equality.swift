extension JSON: Hashable {
  package static func == (a: JSON, b: JSON) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let x), .bool(let y)): x == y
    case (.number(let x), .number(let y)), (.string(let x), .string(let y)): x.utf8.elementsEqual(y.utf8)
    case (.array(let x), .array(let y)): x == y
    case (.object(let x), .object(let y)): x == y
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    switch self {
    case .null: break
    case .bool(let value): hasher.combine(value)
    case .number(let text), .string(let text): Self.hash(text, into: &hasher)
    case .array(let items): hasher.combine(items)
    case .object(let members): hasher.combine(members)
    }
  }

  /// Swift's own hash of a text takes composed and decomposed letters for the same; bytes do not.
  static func hash(_ text: String, into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
    hasher.combine(0xFF as UInt8)
  }

  /// Whether both mean the same: numbers by value (`1.0` and `1`), members in any order
  /// (repetitions of a name in theirs), texts character by character.
  package func isEquivalent(to other: JSON) -> Bool {
    switch (self, other) {
    case (.number(let x), .number(let y)):
      guard let x = NumberText(x), let y = NumberText(y) else { return self == other }
      return x == y
    case (.array(let x), .array(let y)): return x.count == y.count && zip(x, y).allSatisfy { $0.isEquivalent(to: $1) }
    case (.object(let x), .object(let y)):
      return x.count == y.count
        && zip(x.byName, y.byName).allSatisfy { $0.name.utf8.elementsEqual($1.name.utf8) && $0.value.isEquivalent(to: $1.value) }
    default: return self == other
    }
  }
}
