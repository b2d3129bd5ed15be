/// A JSON document as it came, for judging: the bytes and an index over them. No text is made until it is asked for.
///
/// Strict RFC 8259 within bounds. What the standard leaves open is accepted and told: names used twice in an object, and escaped
/// surrogates without their other half (those read as U+FFFD).
package struct Document: Sendable {
  let tape: Tape

  package init(parsing bytes: [UInt8], bounds: JSONBounds = .standard) throws(JSONRefusal) {
    tape = try TapeParser.parse(bytes, bounds)
  }

  package var bytes: [UInt8] { tape.bytes }
  package var root: Cursor { Cursor(tape: tape, index: 0) }

  /// How many places are told at most: a hostile document has thousands, and nobody reads on.
  package static let mostTold = 100

  /// Where an object repeats a name: the pointer of the name, once for each repetition, in document order. The first hundred.
  package var duplicateNames: [JSONPointer] {
    tape.repeatedNames.sorted().prefix(Self.mostTold).map { Cursor(tape: tape, index: $0 + 1).pointer }
  }

  /// Where a text or a name holds half a character. The first hundred.
  package var halfCharacters: [JSONPointer] {
    tape.nodes.indices.lazy.filter { [tape] in tape.nodes[$0].traits.contains(.halfCharacter) }.prefix(Self.mostTold)
      .map { [tape] in Cursor(tape: tape, index: tape.nodes[$0].kind == .name ? $0 + 1 : $0).pointer }
  }

  /// Each name and text, as it is meant, in document order.
  package func forEachText(_ body: (String) -> Void) {
    tape.bytes.withUnsafeBufferPointer { bytes in
      for node in tape.nodes where node.kind == .string || node.kind == .name {
        body(
          node.traits.contains(.escaped)
            ? tape.text(node) : String(decoding: UnsafeBufferPointer(rebasing: bytes[node.range]), as: UTF8.self))
      }
    }
  }

  package subscript(pointer: JSONPointer) -> Cursor? { root[pointer] }
}
