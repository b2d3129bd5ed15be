import Glibc
import Synchronization

/// A server of few words on a raw socket: reads a request, does what it was told to, remembers what it saw.
final class TinyServer: Sendable {
  enum Deed: Sendable {
    case say(String)
    /// Says it, and closes the connection.
    case hangUp(after: String)
    case never
  }
  private struct Seen {
    var requests: [String] = []
    var connections = 0
  }
  private let seen = Mutex(Seen())
  private let listener: Int32
  private let deed: @Sendable (String) -> Deed
  let port: Int

  init(_ deed: @escaping @Sendable (_ request: String) -> Deed) {
    self.deed = deed
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    port = withUnsafeMutablePointer(to: &address) { [listener] address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(listener, $0, length)
        _ = listen(listener, 128)
        _ = getsockname(listener, $0, &length)
      }
      return Int(address.pointee.sin_port.bigEndian)
    }
    onThread { self.accept() }
  }

  var base: String { "http://127.0.0.1:\(port)" }
  var requests: [String] { seen.withLock(\.requests) }
  var connections: Int { seen.withLock(\.connections) }
  func close() { _ = shutdown(listener, Int32(SHUT_RDWR)) }

  /// A port at which nobody listens.
  static var deadPort: Int {
    let server = TinyServer { _ in .never }
    server.close()
    return server.port
  }

  static func ok(_ body: String, _ fields: String = "") -> String {
    "HTTP/1.1 200 OK\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  private func accept() {
    while true {
      let connection = Glibc.accept(listener, nil, nil)
      guard connection >= 0 else { break }
      seen.withLock { $0.connections += 1 }
      onThread { self.serve(connection) }
    }
    _ = Glibc.close(listener)
  }

  private func serve(_ connection: Int32) {
    defer { _ = Glibc.close(connection) }
    while let request = read(connection) {
      seen.withLock { $0.requests.append(request) }
      switch deed(request) {
      case .say(let text): write(text, connection)
      case .hangUp(let text): return write(text, connection)
      case .never: _ = read(connection)
      }
    }
  }

  private func write(_ text: String, _ connection: Int32) {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let n = bytes.withUnsafeBytes { send(connection, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL)) }
      guard n > 0 else { return }
      sent += n
    }
  }

  /// One request, header and body; nil at the end of the connection.
  private func read(_ connection: Int32) -> String? {
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while !TinyServer.isWhole(text) {
      let n = recv(connection, &buffer, buffer.count, 0)
      guard n > 0 else { return nil }
      text += String(decoding: buffer[..<n], as: UTF8.self)
    }
    return text
  }
  private static func isWhole(_ text: String) -> Bool {
    // A TLS client says hello: whatever we answer is wrong.
    if text.utf8.first == 0x16 { return true }
    guard let end = text.firstRange(of: "\r\n\r\n") else { return false }
    let length = text[..<end.lowerBound].lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
    return text[end.upperBound...].utf8.count >= length.flatMap { Int($0.split(separator: ":")[1].drop { $0 == " " }) } ?? 0
  }
}

private final class Work {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func onThread(_ run: @escaping @Sendable () -> Void) {
  var thread = pthread_t()
  pthread_create(
    &thread, nil,
    { work in
      if let work { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().run() }
      return nil
    }, Unmanaged.passRetained(Work(run)).toOpaque())
  pthread_detach(thread)
}
