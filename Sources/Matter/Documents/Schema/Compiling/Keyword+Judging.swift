extension Keyword.Shape {
  /// What a value should have been, in words, when it is not; nil when it fits.
  func wish(for value: Cursor, _ dialect: ResourceDialect) -> String? {
    fits(value, dialect) ? nil : wish(dialect)
  }

  private func fits(_ value: Cursor, _ dialect: ResourceDialect) -> Bool {
    func isSchema(_ value: Cursor) -> Bool { value.kind == .object || (dialect.hasBooleanSchemas && value.kind == .bool) }
    func isNames(_ value: Cursor) -> Bool { value.kind == .array && value.elements.allSatisfy { $0.kind == .string } }
    switch self {
    case .any: return true
    case .text, .pattern: return value.kind == .string
    case .anchor: return value.text.map(Self.isAnchor) ?? false
    case .flag: return value.kind == .bool
    case .flags: return value.kind == .object && value.members.allSatisfy { $0.value.kind == .bool }
    case .object: return value.kind == .object
    case .array: return value.kind == .array
    case .list: return value.kind == .array
    case .count: return value.kind == .number && NumberText(value.written).map { $0.isWhole && !$0.isNegative } == true
    case .number: return value.kind == .number
    case .positiveNumber: return value.kind == .number && NumberText(value.written).map { !$0.isNegative && !$0.digits.isEmpty } == true
    case .schema: return isSchema(value)
    case .schemaOrFlag: return isSchema(value) || value.kind == .bool
    case .schemas: return value.kind == .array && value.count > 0 && value.elements.allSatisfy(isSchema)
    case .schemaOrSchemas: return isSchema(value) || (value.kind == .array && value.elements.allSatisfy(isSchema))
    case .schemaMap, .patternMap: return value.kind == .object && value.members.allSatisfy { isSchema($0.value) }
    case .dependencies: return value.kind == .object && value.members.allSatisfy { isSchema($0.value) || isNames($0.value) }
    case .names: return isNames(value)
    case .namesMap: return value.kind == .object && value.members.allSatisfy { isNames($0.value) }
    case .typeNames:
      let names = value.kind == .array ? value.elements.map(\.text) : [value.text]
      return !names.isEmpty && names.allSatisfy { $0.map { TypeMask(name: $0) != nil } ?? false }
    }
  }

  private func wish(_ dialect: ResourceDialect) -> String {
    let schema = dialect.hasBooleanSchemas ? "a schema (an object, true or false)" : "a schema (an object)"
    switch self {
    case .any: return "any value"
    case .text: return "a string"
    case .pattern: return "a regular expression as a string"
    case .anchor: return "a name of letters, digits, - . and _ that begins with a letter or _"
    case .flag: return "true or false"
    case .flags: return "an object of true and false"
    case .object: return "an object"
    case .array: return "an array"
    case .list: return "an array"
    case .count: return "a whole number from 0"
    case .number: return "a number"
    case .positiveNumber: return "a number above 0"
    case .schema: return schema
    case .schemaOrFlag: return "a schema (an object), true or false"
    case .schemas: return "an array of one or more schemas"
    case .schemaOrSchemas: return "a schema or an array of schemas"
    case .schemaMap: return "an object whose every member is \(schema)"
    case .patternMap: return "an object from regular expressions to schemas"
    case .dependencies: return "an object whose every member is a schema or an array of names"
    case .names: return "an array of names"
    case .namesMap: return "an object whose every member is an array of names"
    case .typeNames: return "one of null, boolean, integer, number, string, array, object, or an array of them"
    }
  }

  static func isAnchor(_ text: String) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F }
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy { isLetter($0) || $0 &- 0x30 < 10 || $0 == 0x2D || $0 == 0x2E }
  }
}

extension NumberText {
  var isWhole: Bool { digits.count <= power || digits.isEmpty }
}
