/// A JSON value for making messages and small reads. Judging what a peer sent is `Document`'s work.
///
/// Numbers are the text they were written with, members keep their order. `==` compares what is written, member order and number
/// spelling included, names and texts by their bytes; `isEquivalent(to:)` compares what is meant.
package enum JSON: Sendable {
  case null
  case bool(Bool)
  /// As written; a value made here is not checked, so that wrong messages can be made on purpose.
  case number(String)
  case string(String)
  case array([JSON])
  case object(Members)
}

extension JSON {
  /// Refuses, beside what `Document` refuses, half characters (escaped surrogates alone): a tree could not tell of them.
  package init(parsing bytes: [UInt8], bounds: JSONBounds = .standard) throws(JSONRefusal) {
    let document = try Document(parsing: bytes, bounds: bounds)
    if let half = document.tape.nodes.first(where: { $0.traits.contains(.halfCharacter) }) {
      throw JSONRefusal(Flaw(fault: .halfCharacter, offset: Int(half.offset)), in: bytes, bounds)
    }
    self = document.root.json
  }

  package init(parsing text: String, bounds: JSONBounds = .standard) throws(JSONRefusal) {
    try self.init(parsing: Array(text.utf8), bounds: bounds)
  }

  /// An object of the members that have a value, in their order.
  package static func object(of pairs: [(String, JSON?)]) -> JSON {
    var members: [Member] = []
    members.reserveCapacity(pairs.count)
    for (name, value) in pairs { if let value { members.append(Member(name, value)) } }
    return .object(Members(members))
  }
  /// A string where there is a text.
  package static func text(_ value: String?) -> JSON? { value.map { .string($0) } }

  package init(_ decimal: ExactDecimal) { self = .number(decimal.text) }
  package init(_ integer: Int) { self = .number(String(integer)) }

  package var kind: JSONKind {
    switch self {
    case .null: .null
    case .bool: .bool
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  package var isNull: Bool { kind == .null }
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var text: String? { if case .string(let value) = self { value } else { nil } }
  package var numberText: String? { if case .number(let value) = self { value } else { nil } }
  /// The elements of an array.
  package var items: [JSON]? { if case .array(let value) = self { value } else { nil } }
  /// The members of an object.
  package var members: Members? { if case .object(let value) = self { value } else { nil } }
  /// A number, or a string that holds one.
  package var decimal: ExactDecimal? { (numberText ?? text).flatMap { ExactDecimal($0) } }
  /// A number that is whole and fits.
  package var int: Int? { numberText.flatMap { ExactDecimal($0)?.int } }

  /// The member of that name. Setting replaces or appends it, nil removes it; setting on what is not an object does nothing.
  package subscript(name: String) -> JSON? {
    get { members?[name] }
    set {
      guard case .object(var members) = self else { return }
      self = .null
      members[name] = newValue
      self = .object(members)
    }
  }

  /// The element at a place counted from 0.
  package subscript(index: Int) -> JSON? {
    guard let items, items.indices.contains(index) else { return nil }
    return items[index]
  }

  package subscript(pointer: JSONPointer) -> JSON? {
    var place = self
    for token in pointer.tokens {
      let next = place.kind == .object ? place[token] : JSONPointer.arrayIndex(token).flatMap { place[$0] }
      guard let next else { return nil }
      place = next
    }
    return place
  }
}

extension JSON: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringInterpolation,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .number(String(value)) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  /// Keeps the order.
  package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(Members(elements.map { Member($0, $1) })) }
}
