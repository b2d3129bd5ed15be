import Dispatch
import Facts
import Sandbox
import Serving
import Testing

@Suite struct ListenerTests {
  private struct Open: Doorway {
    let entered = AsyncStream<Void>.makeStream()
    func enter(_ request: WireRequest) async -> WireResponse? {
      entered.continuation.yield()
      return WireResponse(204)
    }
  }

  /// Connections that are being accepted at that moment have brought the process down.
  @Test func `it ends while clients still come in`() async throws {
    for _ in 0..<40 {
      let doorway = Open()
      let listener = try await Listener.open(doorway, port: 0)
      let port = listener.port
      let clients = DispatchGroup()
      for _ in 0..<2 {
        DispatchQueue.global().async(group: clients) {
          while let client = try? Socket(port: port) {
            client.send(Array("GET / HTTP/1.1\r\nHost: h\r\n\r\n".utf8))
            client.close()
          }
        }
      }
      for await _ in doorway.entered.stream.prefix(5) {}
      await listener.close()
      await withCheckedContinuation { end in clients.notify(queue: .global()) { end.resume() } }
    }
  }
}
