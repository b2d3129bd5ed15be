/// What is read can be written and read again; every value's bytes are a document that means the same; canonical forms stay.
let jsonTarget = FuzzTarget(name: "json") { bytes in
  guard let document = try? Document(parsing: bytes) else { return }
  require(document.bytes == bytes, "a document keeps its bytes")
  require(document.duplicateNames.count <= Document.mostTold, "what is told is bounded")
  for cursor in document.root.elements.prefix(8) {
    require(cursor.pointer.tokens.count == 1 && document[cursor.pointer]?.byteRange == cursor.byteRange, "a pointer leads back")
  }
  guard let value = try? JSON(parsing: bytes) else {
    require(!document.halfCharacters.isEmpty, "a tree refuses only half characters")
    return
  }
  require((try? JSON(parsing: value.encoded())) == value, "what is written is read back")
  require((try? JSON(parsing: value.encoded(pretty: true))) == value, "what is indented is read back")
  require((try? Document(parsing: Array(document.root.written.utf8)))?.root.json == value, "a value's bytes mean the value")
  let canonical = value.canonical()
  guard let again = try? JSON(parsing: canonical) else { return require(false, "a canonical form is read") }
  require(again.canonical() == canonical, "a canonical form stays")
  require(value.isEquivalent(to: value), "a value is equivalent to itself")
  require(Difference(expected: value, actual: value) == nil, "a value does not differ from itself")
  if let ops = value.items { _ = try? value.patched(ops) }
  if let other = value[0], let difference = Difference(expected: other, actual: value[1] ?? .null) {
    require(difference.text.utf8.count < 1 << 16, "a difference is short")
  }
}
