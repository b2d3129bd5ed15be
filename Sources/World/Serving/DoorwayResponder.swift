import Facts
import HTTPTypes
import Hummingbird
import NIOCore
import Sandbox
import Synchronization

/// Between Hummingbird and the doorway: bounds, and the two shapes of a message.
struct DoorwayResponder: HTTPResponder {
  typealias Context = BasicRequestContext
  private let doorway: any Doorway
  private let bounds: Listener.Bounds
  private let open = Open()

  private final class Open: Sendable {
    let count = Atomic<Int>(0)
  }

  init(doorway: any Doorway, bounds: Listener.Bounds) {
    self.doorway = doorway
    self.bounds = bounds
  }

  func respond(to request: Request, context: Context) async throws -> Response {
    let now = open.count.add(1, ordering: .relaxed).newValue
    defer { open.count.subtract(1, ordering: .relaxed) }
    if now > bounds.atOnce { return Self.text(.serviceUnavailable, "Too many requests at once; come back with fewer.\n") }
    let body: ByteBuffer
    do {
      body = try await request.body.collect(upTo: bounds.body)
    } catch {
      return Self.text(.contentTooLarge, "The body is larger than \(bounds.body) bytes.\n")
    }
    let wire = WireRequest(
      request.head.method.rawValue, request.head.path ?? "/", headers: Self.fields(request.head), body: Array(body.readableBytesView))
    guard let answer = await doorway.enter(wire) else { return Self.dropped }
    return Self.response(answer)
  }

  /// HTTPTypes keeps Host apart as the authority; an application expects it among the fields.
  private static func fields(_ head: HTTPRequest) -> [HeaderField] {
    (head.authority.map { [HeaderField("Host", $0)] } ?? []) + head.headerFields.map { HeaderField($0.name.rawName, $0.value) }
  }

  private static func response(_ answer: WireResponse) -> Response {
    var fields = HTTPFields()
    for f in answer.headers {
      guard let name = HTTPField.Name(f.name), name != .contentLength else { continue }
      fields.append(HTTPField(name: name, value: f.value))
    }
    return Response(
      status: HTTPResponse.Status(code: answer.status), headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }

  private static func text(_ status: HTTPResponse.Status, _ text: String) -> Response {
    response(WireResponse(status.code, headers: [HeaderField("Content-Type", "text/plain; charset=utf-8")], body: Array(text.utf8)))
  }

  /// A head that promises a body which never comes: the client sees a connection that was dropped.
  private static var dropped: Response {
    Response(status: .ok, body: ResponseBody(contentLength: 1) { _ in throw Dropped() })
  }
  private struct Dropped: Error {}
}
