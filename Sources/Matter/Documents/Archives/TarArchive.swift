/// Files by name in one tar, in the order of their names. The same files give the same bytes: owner, time and machine leave no trace.
///
/// Reading takes exactly what writing makes, byte for byte, so that nothing can be hidden between files or changed in a header.
package struct TarArchive: Hashable, Sendable {
  package struct Member: Hashable, Sendable {
    package let name: String
    package let bytes: [UInt8]
    package init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }
  package struct Bounds: Hashable, Sendable {
    package var bytes: Int
    package var members: Int
    package init(bytes: Int = 1 << 30, members: Int = 200_000) {
      self.bytes = bytes
      self.members = members
    }
  }
  /// In the order of the names' bytes.
  package internal(set) var members: [Member]

  /// Refuses names that lead out of a folder, that two files share, or that do not fit.
  package init(_ members: some Sequence<Member>) throws(TarRefusal) {
    self.members = members.sorted { Self.precedes($0.name, $1.name) }
    var last: String?
    for member in self.members {
      if let objection = Self.objection(to: member.name) { throw TarRefusal(member: member.name, offset: 0, objection) }
      if last == member.name { throw TarRefusal(member: member.name, offset: 0, "the name is given to two files") }
      guard TarHeader(name: member.name, size: member.bytes.count) != nil else {
        throw TarRefusal(
          member: String(member.name.prefix(80)), offset: 0, "the name is longer than an archive can hold: 100 bytes, or 255 with folders")
      }
      last = member.name
    }
  }

  package subscript(_ name: String) -> [UInt8]? { members.first { $0.name == name }?.bytes }

  package var bytes: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(members.reduce(1024) { $0 + $1.bytes.count + 1024 })
    for member in members {
      guard let header = TarHeader(name: member.name, size: member.bytes.count), let block = header.canonical else { continue }
      out += block
      out += member.bytes
      out += [UInt8](repeating: 0, count: header.room - header.size)
    }
    return out + [UInt8](repeating: 0, count: 2 * TarHeader.block)
  }

  static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

  /// Why no file may be called that; nil where it may.
  package static func objection(to name: String) -> String? {
    if name.isEmpty { return "a file without a name" }
    if name.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) || name.contains("\u{FFFD}") {
      return "a name with control characters, or not in UTF-8"
    }
    if name.hasPrefix("/") { return "an absolute path" }
    if name.contains("\\") { return "a backslash in a path" }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    if parts.contains("..") || parts.contains(".") { return "a path with `.` or `..`, which could lead out of the folder" }
    return parts.contains("") ? "a path with an empty part" : nil
  }
}
