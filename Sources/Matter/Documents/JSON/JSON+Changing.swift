/// Why a pointer does not lead to a place that can be changed.
package struct PointerFailure: Error, Hashable, Sendable, CustomStringConvertible {
  package let pointer: JSONPointer
  package let why: String
  package let next: String
  package var description: String { "\(pointer.text.isEmpty ? "the root" : pointer.text): \(why); \(next)" }
}

extension JSON {
  /// Puts a value at a pointer: replaces what stands there, or adds a member, or an element at the end (`-` or the next place).
  /// What the pointer goes through must exist.
  package mutating func set(at pointer: JSONPointer, _ value: JSON) throws(PointerFailure) {
    try change(pointer) { (slot: inout JSON?) throws(PointerFailure) in slot = value }
  }

  /// Removes the member or element at a pointer, and returns it.
  @discardableResult
  package mutating func remove(at pointer: JSONPointer) throws(PointerFailure) -> JSON {
    var removed: JSON?
    try change(pointer) { (slot: inout JSON?) throws(PointerFailure) in
      removed = slot
      slot = nil
    }
    guard let removed else { throw PointerFailure(pointer: pointer, why: "nothing is there", next: "point at a value that exists") }
    return removed
  }

  /// RFC 6902 `add`: like `set`, but an element before an array's end is inserted and moves the rest.
  mutating func add(at pointer: JSONPointer, _ value: JSON) throws(PointerFailure) {
    guard let parent = pointer.parent, let token = pointer.last, self[parent]?.kind == .array else {
      return try set(at: pointer, value)
    }
    try change(parent) { (slot: inout JSON?) throws(PointerFailure) in
      guard case .array(var items)? = slot else { return }
      let index = token == "-" ? items.count : JSONPointer.arrayIndex(token)
      guard let index, index <= items.count else { throw Self.noPlace(token, in: items.count, pointer) }
      slot = nil
      items.insert(value, at: index)
      slot = .array(items)
    }
  }

  /// Hands the slot at the pointer (nil: free) to `body`, which fills, changes or empties it.
  private mutating func change(
    _ pointer: JSONPointer, _ body: (inout JSON?) throws(PointerFailure) -> Void
  ) throws(PointerFailure) {
    var slot: JSON? = self
    try Self.change(&slot, pointer.tokens[...], pointer, body)
    guard let slot else { throw PointerFailure(pointer: pointer, why: "the root cannot be removed", next: "replace it instead") }
    self = slot
  }

  private static func change(
    _ slot: inout JSON?, _ tokens: ArraySlice<String>, _ pointer: JSONPointer, _ body: (inout JSON?) throws(PointerFailure) -> Void
  ) throws(PointerFailure) {
    guard let token = tokens.first else { return try body(&slot) }
    let rest = tokens.dropFirst()
    switch slot {
    case .object(var members)?:
      slot = .null
      var inner = members.take(token)
      if inner == nil, !rest.isEmpty {
        throw PointerFailure(pointer: pointer, why: "no member \"\(token)\" on the way", next: "add it first; it is not made by itself")
      }
      try change(&inner, rest, pointer, body)
      members[token] = inner
      slot = .object(members)
    case .array(var items)?:
      slot = .null
      let index = token == "-" ? items.count : arrayIndex(token)
      guard let index, index < items.count + (rest.isEmpty ? 1 : 0) else { throw noPlace(token, in: items.count, pointer) }
      var inner: JSON? = index < items.count ? items[index] : nil
      if inner != nil { items[index] = .null }
      try change(&inner, rest, pointer, body)
      switch (inner, index < items.count) {
      case (let value?, true): items[index] = value
      case (let value?, false): items.append(value)
      case (nil, true): items.remove(at: index)
      case (nil, false): break
      }
      slot = .array(items)
    default:
      throw PointerFailure(
        pointer: pointer, why: "\(slot?.kind ?? .null) has no member \"\(token)\"", next: "point into an object or an array")
    }
  }

  private static func arrayIndex(_ token: String) -> Int? { JSONPointer.arrayIndex(token) }

  private static func noPlace(_ token: String, in count: Int, _ pointer: JSONPointer) -> PointerFailure {
    PointerFailure(
      pointer: pointer, why: "\"\(token)\" is no place in an array of \(count)", next: "use a place from 0 to \(count), or - for the end")
  }
}
