/// One member of an object.
package struct Member: Hashable, Sendable {
  package let name: String
  package var value: JSON

  package init(_ name: String, _ value: JSON) { (self.name, self.value) = (name, value) }

  package static func == (a: Member, b: Member) -> Bool { hasSameBytes(a.name, b.name) && a.value == b.value }

  package func hash(into hasher: inout Hasher) {
    JSON.hash(name, into: &hasher)
    hasher.combine(value)
  }
}

/// The members of an object, in order. Names are told apart by their bytes; a name that came twice is kept twice.
package struct Members: Hashable, Sendable, RandomAccessCollection, ExpressibleByDictionaryLiteral {
  private(set) var list: [Member]

  package init(_ members: some Sequence<Member> = []) { list = Array(members) }
  package init(dictionaryLiteral elements: (String, JSON)...) { list = elements.map { Member($0, $1) } }

  package var startIndex: Int { 0 }
  package var endIndex: Int { list.count }
  package subscript(position: Int) -> Member { list[position] }

  package var names: [String] { list.map(\.name) }

  /// The value of that name (the last, if repeated). Setting replaces it where it stands or appends it; nil removes every one.
  package subscript(name: String) -> JSON? {
    get { place(of: name).map { list[$0].value } }
    set {
      guard let newValue else { return list.removeAll { hasSameBytes($0.name, name) } }
      if let place = place(of: name) { list[place].value = newValue } else { list.append(Member(name, newValue)) }
    }
  }

  package mutating func append(_ name: String, _ value: JSON) { list.append(Member(name, value)) }

  /// Takes the value out to change it in place; the caller puts it back with the subscript.
  mutating func take(_ name: String) -> JSON? {
    guard let place = place(of: name) else { return nil }
    let value = list[place].value
    list[place].value = .null
    return value
  }

  /// In the order of the names' bytes; repetitions stay in theirs.
  var byName: [Member] {
    list.indices.sorted { a, b in
      let (x, y) = (list[a].name.utf8, list[b].name.utf8)
      return x.lexicographicallyPrecedes(y) || (a < b && x.elementsEqual(y))
    }
    .map { list[$0] }
  }

  private func place(of name: String) -> Int? { list.lastIndex { hasSameBytes($0.name, name) } }
}

/// Whether two texts are written alike; `==` would also take what Unicode holds to be the same. Members are looked up with it all the time.
func hasSameBytes(_ a: String, _ b: String) -> Bool {
  guard a.utf8.count == b.utf8.count else { return false }
  let same = a.utf8.withContiguousStorageIfAvailable { a in
    b.utf8.withContiguousStorageIfAvailable { b in
      var at = 0
      while at < a.count, a[at] == b[at] { at += 1 }
      return at == a.count
    }
  }
  return (same ?? nil) ?? a.utf8.elementsEqual(b.utf8)
}
