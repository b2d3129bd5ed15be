import Facts
import NIOCore
import NIOHTTP1

/// Puts requests together from their parts, in the order in which they come over one connection. Belongs to the connection's event loop.
final class RequestReader: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = ByteBuffer

  /// What came in, and whether the client goes on after its answer.
  enum Arrived {
    case request(WireRequest, HTTPRequestHead)
    case tooLarge(HTTPRequestHead)
    /// No HTTP, or none that can be told from an attack.
    case malformed
  }

  private let limit: Int
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var isTooLarge = false

  private var waiting: [Arrived] = []
  private var taker: CheckedContinuation<Arrived?, Never>?
  private var isOver = false
  private var context: ChannelHandlerContext?
  private var isHeldBack = false
  /// Requests that may wait behind the one that is answered; more of them are left in the socket.
  private static let most = 16

  /// `limit`: bytes of a body.
  init(limit: Int) { self.limit = limit }

  /// The next request; nil when no more come. On the event loop only.
  func next() async -> Arrived? {
    if !waiting.isEmpty { return take() }
    if isOver { return nil }
    return await withCheckedContinuation { taker = $0 }
  }

  private func take() -> Arrived {
    defer {
      if isHeldBack, waiting.count < Self.most {
        isHeldBack = false
        context?.read()
      }
    }
    return waiting.removeFirst()
  }

  private func put(_ arrived: Arrived) {
    if let taker {
      self.taker = nil
      taker.resume(returning: arrived)
    } else {
      waiting.append(arrived)
    }
  }
  /// Nothing more is taken in; what waits is handed out still.
  func end() {
    isOver = true
    taker?.resume(returning: nil)
    taker = nil
  }

  // MARK: from the socket

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let new):
      (head, body, isTooLarge) = (new, [], false)
    case .body(let part):
      isTooLarge = isTooLarge || body.count + part.readableBytes > limit
      if isTooLarge { body = [] } else { body.append(contentsOf: part.readableBytesView) }
    case .end:
      guard let head else { return }
      put(isTooLarge ? .tooLarge(head) : .request(WireRequest(head, body), head))
      (self.head, body) = (nil, [])
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if error is HTTPParserError {
      put(.malformed)
      end()
    } else {
      context.close(promise: nil)
    }
  }

  func read(context: ChannelHandlerContext) {
    if waiting.count < Self.most { context.read() } else { isHeldBack = true }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent { end() }
    context.fireUserInboundEventTriggered(event)
  }
  func channelInactive(context: ChannelHandlerContext) { end() }
  func handlerAdded(context: ChannelHandlerContext) { self.context = context }
  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
    end()
  }
}

extension WireRequest {
  fileprivate init(_ head: HTTPRequestHead, _ body: [UInt8]) {
    self.init(head.method.rawValue, Self.target(head.uri), headers: head.headers.map { HeaderField($0.name, $0.value) }, body: body)
  }

  /// Path and query, also where the client writes the whole address as to a proxy.
  private static func target(_ uri: String) -> String {
    guard uri.utf8.first != UInt8(ascii: "/"), let scheme = uri.firstRange(of: "://") else { return uri.isEmpty ? "/" : uri }
    return uri[scheme.upperBound...].firstIndex(of: "/").map { String(uri[$0...]) } ?? "/"
  }
}
