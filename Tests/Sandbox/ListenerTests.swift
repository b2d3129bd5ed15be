import Dispatch
import Facts
import Sandbox
import Testing

@testable import Serving

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

  /// Says what it was asked, and how.
  private struct Echo: Doorway {
    func enter(_ request: WireRequest) async -> WireResponse? {
      if request.target == "/nothing" { return nil }
      let headers = [HeaderField("Content-Length", "99"), HeaderField("X-Ok", "yes"), HeaderField("X-Broken", "a\r\nX-Forged: b")]
      return WireResponse(
        200, headers: headers, body: Array("\(request.method) \(request.target) \(String(decoding: request.body, as: UTF8.self));".utf8))
    }
  }

  /// What a client gets for these bytes before the connection ends, or before it has this many answers.
  private func answers(to sent: String, ends: Bool = true) async throws -> String {
    let listener = try await Listener.open(Echo(), port: 0)
    let port = listener.port
    let answer = await withCheckedContinuation { done in
      DispatchQueue.global().async {
        guard let client = try? Socket(port: port) else { return done.resume(returning: "no connection") }
        client.send(Array(sent.utf8))
        done.resume(returning: ends ? client.untilTheEnd() : client.answer())
        client.close()
      }
    }
    await listener.close()
    return answer
  }

  @Test func `requests on one connection are answered one after the other`() async throws {
    let get = { (path: String, more: String) in "GET \(path) HTTP/1.1\r\nHost: h\r\n\(more)\r\n" }
    let many = (0..<40).map { get("/\($0)", "") }.joined()
    let answer = try await answers(
      to: many + "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}" + get("/end", "Connection: close\r\n"))
    let told = answer.matches(of: /(GET|POST) (\/\w*) (.*?);/).map { "\($0.1) \($0.2) \($0.3)" }
    #expect(told == (0..<40).map { "GET /\($0) " } + ["POST /p {}", "GET /end "])
    #expect(answer.matches(of: /Connection: close/).count == 1)
  }

  @Test func `an answer has a head that nobody can forge`() async throws {
    let answer = try await answers(to: "GET http://elsewhere/a?b=c HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
    #expect(answer.contains("GET /a?b=c ;"))
    #expect(answer.contains("\r\nX-Ok: yes\r\n") && !answer.contains("Forged") && !answer.contains("X-Broken"))
    #expect(answer.matches(of: /(?i)content-length: (\d+)/).map { String($0.1) } == ["12"])
    #expect(answer.contains(/Date: (Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT\r\n/))
    #expect(HTTPDate.text(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
  }

  @Test func `old clients, heads alone, and what is dropped`() async throws {
    let old = try await answers(to: "GET /old HTTP/1.0\r\n\r\n")
    #expect(old.contains("Connection: close") && old.hasSuffix("GET /old ;"))
    let kept = try await answers(to: "GET /old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", ends: false)
    #expect(kept.contains("Connection: keep-alive"))
    let head = try await answers(to: "HEAD /head HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
    #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n") && head.hasSuffix("\r\n\r\n"))
    let dropped = try await answers(to: "GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(dropped.contains("Content-Length: 1\r\n") && dropped.hasSuffix("\r\n\r\n"))
  }
}
