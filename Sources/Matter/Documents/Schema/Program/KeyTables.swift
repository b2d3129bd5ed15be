/// Short texts by their bytes: member names and enumerated strings, in tables that are asked with a pointer into a document.
struct KeyTables: Sendable {
  /// A text as two words and a length. Up to 16 bytes they are the whole text.
  struct Key: Hashable, Sendable {
    var first: UInt64 = 0
    var last: UInt64 = 0
    var length: Int32

    /// `readable` is how many bytes may be read from the pointer.
    @inline(__always) init(_ start: UnsafePointer<UInt8>, _ count: Int, readable: Int) {
      length = Int32(truncatingIfNeeded: count)
      let raw = UnsafeRawPointer(start)
      if count >= 8 {
        first = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
        last = UInt64(littleEndian: (raw + (count - 8)).loadUnaligned(as: UInt64.self))
      } else if readable >= 8, count > 0 {
        first = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)) & (UInt64.max >> UInt64(64 - count * 8))
      } else {
        for place in 0..<count { first |= UInt64(start[place]) << UInt64(place * 8) }
      }
    }

    @inline(__always) var mixed: UInt64 {
      var hash = (first ^ (last &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(UInt32(bitPattern: length))) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
      return hash
    }
  }

  struct Entry: Sendable {
    let key: Key
    /// Where the bytes are in `bytes`.
    let offset: Int32
    var value: Int32
    /// The bit of a required name, or -1.
    var bit: Int32
  }

  /// A run of `slots`, always with a free one.
  struct Table: Sendable {
    var slots: Int32 = 0
    var mask: Int32 = 0
    /// A run of `entries`.
    var entries: Int32 = 0
    var count: Int32 = 0
  }

  private(set) var slots: [Int32] = []
  private(set) var entries: [Entry] = []
  private(set) var bytes: [UInt8] = []

  /// Keys that come twice count once, the last time.
  mutating func add(_ rows: [(name: String, value: Int32, bit: Int32)]) -> Table {
    var size = 2
    while size < rows.count * 2 { size *= 2 }
    var table = Table(slots: Int32(slots.count), mask: Int32(size - 1), entries: Int32(entries.count))
    slots += repeatElement(-1, count: size)
    for row in rows {
      let text = Array(row.name.utf8)
      let key = text.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { Key($0, text.count, readable: text.count) } ?? Self.empty
      }
      var slot = Int(truncatingIfNeeded: key.mixed) & Int(table.mask)
      var place = slots[Int(table.slots) + slot]
      while place >= 0, entries[Int(place)].key != key || !self.text(entries[Int(place)]).utf8.elementsEqual(text) {
        slot = (slot + 1) & Int(table.mask)
        place = slots[Int(table.slots) + slot]
      }
      if place >= 0 {
        entries[Int(place)].value = row.value
        entries[Int(place)].bit = row.bit
        continue
      }
      slots[Int(table.slots) + slot] = Int32(entries.count)
      entries.append(Entry(key: key, offset: Int32(bytes.count), value: row.value, bit: row.bit))
      bytes += text
      table.count += 1
    }
    return table
  }

  func text(_ entry: Entry) -> String {
    String(decoding: bytes[Int(entry.offset)..<Int(entry.offset) + Int(entry.key.length)], as: UTF8.self)
  }

  func entries(of table: Table) -> ArraySlice<Entry> { entries[Int(table.entries)..<Int(table.entries) + Int(table.count)] }

  private static let empty = withUnsafePointer(to: 0 as UInt8) { Key($0, 0, readable: 0) }
}

/// The same tables with their pointers at hand, while a document is judged.
struct KeyLookup {
  let slots: UnsafeBufferPointer<Int32>
  let entries: UnsafeBufferPointer<KeyTables.Entry>
  let bytes: UnsafeBufferPointer<UInt8>

  /// The entry of a text, or -1.
  @inline(__always) func find(_ start: UnsafePointer<UInt8>, _ count: Int, readable: Int, in table: KeyTables.Table) -> Int {
    let key = KeyTables.Key(start, count, readable: readable)
    var slot = Int(truncatingIfNeeded: key.mixed) & Int(table.mask)
    while true {
      let place = Int(slots[Int(table.slots) + slot])
      if place < 0 { return -1 }
      let entry = entries[place]
      if entry.key == key, count <= 16 || hasSameBytes(entry, start, count) { return place }
      slot = (slot + 1) & Int(table.mask)
    }
  }

  private func hasSameBytes(_ entry: KeyTables.Entry, _ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    for place in 8..<count - 8 where bytes[Int(entry.offset) + place] != start[place] { return false }
    return true
  }
}
