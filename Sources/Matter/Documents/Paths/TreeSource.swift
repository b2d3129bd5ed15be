/// A value tree; a place is the value and its way from the root.
struct TreeSource: PathSource {
  func kind(_ place: Located) -> JSONKind { place.value.kind }

  func member(_ place: Located, _ name: PathName) -> Located? {
    place.value[name.text].map { place.child(.name(name.text), $0) }
  }

  func element(_ place: Located, _ index: Int) -> Located? { place.value[index].map { place.child(.index(index), $0) } }

  func count(_ place: Located) -> Int { place.value.items?.count ?? place.value.members?.count ?? 0 }

  func forEachChild<E: Error>(_ place: Located, _ body: (Located) throws(E) -> Void) throws(E) {
    switch place.value {
    case .array(let items): for (index, item) in items.enumerated() { try body(place.child(.index(index), item)) }
    case .object(let members): for member in members { try body(place.child(.name(member.name), member.value)) }
    default: return
    }
  }

  func forEachParent<E: Error>(_ place: Located, _ body: (Located) throws(E) -> Void) throws(E) {
    guard place.value.kind == .array || place.value.kind == .object else { return }
    try body(place)
    try forEachChild(place) { child throws(E) in try forEachParent(child, body) }
  }

  func scalar(_ place: Located) -> PathScalar { PathScalar(place.value) }

  func isText(_ place: Located, _ utf8: [UInt8]) -> Bool? { place.value.text?.utf8.elementsEqual(utf8) }

  func json(_ place: Located) -> JSON { place.value }
}

extension PathScalar {
  /// A number that is none compares as null does: equal to nothing else.
  init(_ value: JSON) {
    switch value {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .number(let text): self = PathNumber(text).map { .number($0) } ?? .string(text)
    case .string(let text): self = .string(text)
    case .array, .object: self = .container
    }
  }
}
