import Glibc

/// Hands out the bytes of a source, in order, once.
struct ByteFeed {
  private enum Origin {
    case memory([UInt8])
    case file(Int32)
  }
  private let origin: Origin
  private(set) var given = 0

  /// Give it back with `close`.
  init(_ source: MarkupSource) throws(MarkupRefusal) {
    switch source {
    case .bytes(let bytes): origin = .memory(bytes)
    case .file(let path):
      let file = open(path, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else {
        throw MarkupRefusal(.unreadable, "\(path) cannot be opened: \(Self.reason)")
      }
      origin = .file(file)
    }
  }

  func close() {
    if case .file(let file) = origin { _ = Glibc.close(file) }
  }

  /// The number of bytes put into `space`: 0 at the end, nil where the file cannot be read further.
  mutating func read(into space: UnsafeMutableRawBufferPointer) -> Int? {
    let count: Int
    switch origin {
    case .memory(let bytes):
      count = min(space.count, bytes.count - given)
      bytes.withUnsafeBytes { space.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[given..<given + count])) }
    case .file(let file):
      var got = -1
      repeat { got = Glibc.read(file, space.baseAddress, space.count) } while got < 0 && errno == EINTR
      guard got >= 0 else { return nil }
      count = got
    }
    given += count
    return count
  }

  static var reason: String { String(cString: strerror(errno)) }
}
