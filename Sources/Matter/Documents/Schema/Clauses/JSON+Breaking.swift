extension JSON {
  /// The value in other words that break a keyword of a schema, and as little else as can be: the plainest first. None where the keyword
  /// does not speak of such a value, or no way is known to break it.
  package func breaking(_ keyword: String, _ wanted: JSON) -> [JSON] {
    switch keyword {
    case "required": without(wanted.text)
    case "type": Self.samples.filter { !$0.isOf(wanted) }
    case "enum", "const": ["no-such-word", .null]
    case "pattern", "format": text == nil ? [] : ["\u{2603}", "no \u{2603}", ""]
    case "maxLength": longer(than: wanted.int)
    case "minLength": shorter(than: wanted.int)
    case "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum": beyond(keyword, wanted.decimal)
    case "minItems", "maxItems", "uniqueItems": otherItems(keyword, wanted)
    case "minProperties", "maxProperties", "additionalProperties": otherMembers(keyword, wanted)
    default: []
    }
  }

  private static let samples: [JSON] = [.null, "word", .number("0.5"), true, [], [:]]

  private func isOf(_ types: JSON) -> Bool {
    let name =
      switch kind {
      case .null: "null"
      case .bool: "boolean"
      case .number: "number"
      case .string: "string"
      case .array: "array"
      case .object: "object"
      }
    return (types.items ?? [types]).contains { $0.text == name }
  }

  private func without(_ name: String?) -> [JSON] {
    guard let name, self[name] != nil else { return [] }
    var less = self
    less[name] = nil
    return [less]
  }

  /// By its own last character, so that what it is made of stays lawful.
  private func longer(than most: Int?) -> [JSON] {
    guard let text, let most else { return [] }
    return [.string(text + String(repeating: text.last ?? "x", count: max(1, most + 1 - text.unicodeScalars.count)))]
  }

  private func shorter(than least: Int?) -> [JSON] {
    guard let text, let least, least > 0 else { return [] }
    return [.string(String(text.prefix(least - 1)))]
  }

  private func beyond(_ keyword: String, _ bound: ExactDecimal?) -> [JSON] {
    guard numberText != nil, let bound else { return [] }
    let one: ExactDecimal =
      switch keyword {
      case "minimum": ExactDecimal(-1)
      case "maximum": ExactDecimal(1)
      default: ExactDecimal(0)
      }
    return [JSON(bound + one)]
  }

  private func otherItems(_ keyword: String, _ wanted: JSON) -> [JSON] {
    guard let items else { return [] }
    switch (keyword, wanted.int) {
    case ("minItems", let least?) where least > 0: return [.array(Array(items.prefix(least - 1)))]
    case ("maxItems", let most?):
      guard let last = items.last else { return [] }
      return [.array(items + Array(repeating: last, count: max(1, most + 1 - items.count)))]
    case ("uniqueItems", _): return items.first.map { [.array(items + [$0])] } ?? []
    default: return []
    }
  }

  private func otherMembers(_ keyword: String, _ wanted: JSON) -> [JSON] {
    guard let members else { return [] }
    switch (keyword, wanted.int) {
    case ("minProperties", let least?) where least > 0: return [.object(Members(members.prefix(least - 1)))]
    case ("maxProperties", let most?):
      return [.object(Members(members + (0..<max(1, most + 1 - members.count)).map { Member("no-such-member-\($0)", .null) }))]
    case ("additionalProperties", _) where wanted.bool == false: return [.object(Members(members + [Member("no-such-member", .null)]))]
    default: return []
    }
  }
}
