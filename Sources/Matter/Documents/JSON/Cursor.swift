/// A place in a document: one value, read where it stands.
package struct Cursor: Sendable {
  let tape: Tape
  let index: Int

  private var node: Tape.Node { tape.nodes[index] }

  package var kind: JSONKind {
    switch node.kind {
    case .null: .null
    case .yes, .no: .bool
    case .number: .number
    case .string, .name: .string
    case .array: .array
    case .object: .object
    }
  }

  package var isNull: Bool { node.kind == .null }
  package var bool: Bool? { node.kind == .yes ? true : node.kind == .no ? false : nil }
  /// What a string means, escapes read.
  package var text: String? { node.kind == .string ? tape.text(node) : nil }
  /// A number as written.
  package var numberText: String? { node.kind == .number ? tape.plainText(node) : nil }
  /// A number, or a string that holds one.
  package var decimal: ExactDecimal? { (numberText ?? text).flatMap { ExactDecimal($0) } }
  /// A number that is whole and fits.
  package var int: Int? { numberText.flatMap { ExactDecimal($0)?.int } }

  /// Members or elements; 0 for anything else.
  package var count: Int { TapeSource(tape: tape).count(index) }

  /// The members of an object in order, repeated names included; none for anything else.
  package var members: some Sequence<(name: String, value: Cursor)> { MemberCursors(of: self) }

  /// The elements of an array; none for anything else.
  package var elements: some Sequence<Cursor> { ElementCursors(of: self) }

  /// The member of that name; the last one when a name is repeated, as most readers do.
  package subscript(name: String) -> Cursor? {
    tape.member(of: index, named: Array(name.utf8)).map { Cursor(tape: tape, index: $0) }
  }

  /// The element at a place counted from 0.
  package subscript(index: Int) -> Cursor? {
    guard index >= 0 else { return nil }
    return elements.dropFirst(index).first { _ in true }
  }

  package subscript(pointer: JSONPointer) -> Cursor? {
    var place = self
    for token in pointer.tokens {
      let next = place.kind == .object ? place[token] : JSONPointer.arrayIndex(token).flatMap { place[$0] }
      guard let next else { return nil }
      place = next
    }
    return place
  }

  /// Where the value stands in the document's bytes; quotes and brackets included.
  package var byteRange: Range<Int> {
    let range = node.range
    return node.kind == .string ? range.lowerBound - 1..<range.upperBound + 1 : range
  }

  /// Line and column of the value's first character, from 1. Reads all that stands before, so it is for messages.
  package var place: (line: Int, column: Int) { JSONRefusal.place(of: byteRange.lowerBound, in: tape.bytes) }

  /// The value's text exactly as it came.
  package var written: String { String(decoding: tape.bytes[byteRange], as: UTF8.self) }

  /// The way from the root. Walks the document down, so it is for messages.
  package var pointer: JSONPointer {
    var tokens: [String] = []
    var here = Cursor(tape: tape, index: 0)
    while here.index < index {
      if here.kind == .object {
        guard let next = here.members.first(where: { index < $0.value.node.next }) else { break }
        tokens.append(next.name)
        here = next.value
      } else {
        guard let next = here.elements.enumerated().first(where: { index < $0.element.node.next }) else { break }
        tokens.append(String(next.offset))
        here = next.element
      }
    }
    return JSONPointer(tokens)
  }

  /// The value as a tree that can be changed.
  package var json: JSON {
    switch kind {
    case .null: .null
    case .bool: .bool(node.kind == .yes)
    case .number: .number(tape.plainText(node))
    case .string: .string(tape.text(node))
    case .array: .array(elements.map(\.json))
    case .object: .object(Members(members.map { Member($0.name, $0.value.json) }))
    }
  }
}

private struct MemberCursors: Sequence, IteratorProtocol {
  let tape: Tape
  var place: Int
  let end: Int

  init(of object: Cursor) {
    tape = object.tape
    place = object.index + 1
    let node = tape.nodes[object.index]
    end = node.kind == .object ? Int(node.next) : 0
  }

  mutating func next() -> (name: String, value: Cursor)? {
    guard place < end else { return nil }
    defer { place = Int(tape.nodes[place + 1].next) }
    return (tape.text(tape.nodes[place]), Cursor(tape: tape, index: place + 1))
  }
}

private struct ElementCursors: Sequence, IteratorProtocol {
  let tape: Tape
  var place: Int
  let end: Int

  init(of array: Cursor) {
    tape = array.tape
    place = array.index + 1
    let node = tape.nodes[array.index]
    end = node.kind == .array ? Int(node.next) : 0
  }

  mutating func next() -> Cursor? {
    guard place < end else { return nil }
    defer { place = Int(tape.nodes[place].next) }
    return Cursor(tape: tape, index: place)
  }
}
