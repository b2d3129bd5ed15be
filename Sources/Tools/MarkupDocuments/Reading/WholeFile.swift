/// A small file at once.
enum WholeFile {
  /// Nil where it cannot be read or is larger than `most`.
  static func read(_ path: String, most: Int) -> [UInt8]? {
    guard var feed = try? ByteFeed(.file(path)) else { return nil }
    defer { feed.close() }
    var bytes: [UInt8] = []
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { piece.deallocate() }
    while let count = feed.read(into: piece) {
      if count == 0 { return bytes }
      guard bytes.count + count <= most else { return nil }
      bytes.append(contentsOf: piece[..<count])
    }
    return nil
  }
}
