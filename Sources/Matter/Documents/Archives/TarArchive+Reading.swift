extension TarArchive {
  /// Refuses whatever `bytes` of the same files would not have made, and more than the bounds allow.
  package init(parsing bytes: [UInt8], bounds: Bounds = Bounds()) throws(TarRefusal) {
    guard bytes.count <= bounds.bytes else {
      throw TarRefusal(member: nil, offset: bounds.bytes, "\(bytes.count) bytes are more than the \(bounds.bytes) that are read")
    }
    var reading = TarReading(bytes: bytes, bounds: bounds)
    while try reading.next() {}
    members = reading.members
  }
}

/// One pass over an archive, file by file.
private struct TarReading {
  let bytes: [UInt8]
  let bounds: TarArchive.Bounds
  var members: [TarArchive.Member] = []
  var at = 0

  /// Takes one more file; false at the end.
  mutating func next() throws(TarRefusal) -> Bool {
    guard bytes.count - at > 2 * TarHeader.block else {
      try end()
      return false
    }
    let block = bytes[at..<at + TarHeader.block]
    guard block.contains(where: { $0 != 0 }) else {
      throw TarRefusal(
        member: nil, offset: at + 2 * TarHeader.block, "there is more behind the end of the archive; cut it off, or take the original")
    }
    guard let header = TarHeader(reading: block) else {
      throw TarRefusal(member: "header \(members.count + 1)", offset: at + 124, "the size is no number")
    }
    try check(header)
    let start = at + TarHeader.block
    guard header.room <= bytes.count - start else {
      throw TarRefusal(
        member: header.name, offset: start,
        "\(header.size) bytes are announced, and \(bytes.count - start) follow; the archive was cut off, or its header changed")
    }
    let content = start..<start + header.size
    if let odd = bytes[content.upperBound..<start + header.room].firstIndex(where: { $0 != 0 }) {
      throw TarRefusal(member: header.name, offset: odd, "the padding behind the file is not empty")
    }
    members.append(TarArchive.Member(header.name, Array(bytes[content])))
    at = start + header.room
    guard members.count <= bounds.members else { throw TarRefusal(member: nil, offset: at, "more than \(bounds.members) files") }
    return true
  }

  private func check(_ header: TarHeader) throws(TarRefusal) {
    if let objection = TarArchive.objection(to: header.name) {
      throw TarRefusal(member: "header \(members.count + 1)", offset: at, objection)
    }
    guard header.isSummed else {
      throw TarRefusal(member: header.name, offset: at, "the checksum of the 512 bytes of its header does not fit: one of them was changed")
    }
    if let odd = header.firstOddByte {
      throw TarRefusal(member: header.name, offset: at + odd, "this stands in no header of a plain file that this tool writes")
    }
    guard let last = members.last?.name, !TarArchive.precedes(last, header.name) else { return }
    throw TarRefusal(
      member: header.name, offset: at,
      last == header.name ? "the file is there twice" : "the file stands behind \(last), which is not the order of names")
  }

  /// Two empty blocks, and nothing else.
  private func end() throws(TarRefusal) {
    let rest = bytes[at...]
    guard rest.count == 2 * TarHeader.block else {
      throw TarRefusal(member: nil, offset: bytes.count, "the archive ends too early; it was cut off")
    }
    if let odd = rest.firstIndex(where: { $0 != 0 }) {
      throw TarRefusal(member: nil, offset: odd, "the archive does not end in two empty blocks; it was cut off, or changed")
    }
  }
}
