import Facts
import NIOCore
import NIOHTTP1

/// What goes back over a connection for one request: head and body in one piece, written at once.
struct HTTPAnswer {
  private let response: WireResponse?
  private let request: HTTPRequestHead?
  /// The connection ends with it.
  let closes: Bool

  /// `response` nil: the connection is dropped in the middle of an answer, after a head that promises a body which never comes.
  /// `request` nil: it could not be read, and nothing after it can.
  init(_ response: WireResponse?, to request: HTTPRequestHead?) {
    self.response = response
    self.request = request
    closes = response == nil || request?.isKeepAlive != true
  }

  func bytes(_ allocator: ByteBufferAllocator) -> ByteBuffer {
    let status = response?.status ?? 200
    let body = response?.body ?? []
    var out = allocator.buffer(capacity: 512 + body.count)
    out.writeString("HTTP/1.1 \(status) \(HTTPResponseStatus(statusCode: status).reasonPhrase)\r\n")
    for field in response?.headers ?? [] where Self.isSendable(field) { Self.write(field.name, field.value, to: &out) }
    if status >= 200, status != 204, status != 304 { Self.write("Content-Length", String(response == nil ? 1 : body.count), to: &out) }
    Self.write("Date", HTTPDate.now(), to: &out)
    Self.write("Server", Listener.serverName, to: &out)
    if closes {
      Self.write("Connection", "close", to: &out)
    } else if request?.version == .http1_0 {
      Self.write("Connection", "keep-alive", to: &out)
    }
    out.writeStaticString("\r\n")
    if request?.method != .HEAD { out.writeBytes(body) }
    return out
  }

  private static func write(_ name: String, _ value: String, to out: inout ByteBuffer) {
    out.writeString(name)
    out.writeStaticString(": ")
    out.writeString(value)
    out.writeStaticString("\r\n")
  }

  /// A field that would break the head is not sent; the length is told by us.
  private static func isSendable(_ field: HeaderField) -> Bool {
    !field.name.isEmpty && field.name.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: ":") }
      && field.value.utf8.allSatisfy { $0 == 9 || ($0 >= 32 && $0 != 127) } && !isLength(field.name)
  }
  private static func isLength(_ name: String) -> Bool { name.utf8.count == 14 && name.lowercased() == "content-length" }
}
