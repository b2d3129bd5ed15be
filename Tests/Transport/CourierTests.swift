import Facts
import Glibc
import Testing
import Transport

@Suite struct CourierTests {
  @Test func `what goes out is what the request says`() async throws {
    let server = TinyServer { _ in .say(TinyServer.ok("{}", "X-Twice: 1\r\nX-Twice: 2\r\nX-Empty:\r\n")) }
    defer { server.close() }
    let courier = Courier(options: Courier.Options(connectTo: [Courier.Route("sandbox.test:80", "127.0.0.1:\(server.port)")]))
    let request = WireRequest(
      "POST", "/w/../registry/notify?since=2026-05-01",
      headers: [HeaderField("Content-Type", "application/json"), HeaderField("X-None", "")], body: Array(#"{"a":1}"#.utf8))
    let (response, times) = try await courier.carry(request, to: "http://sandbox.test", extra: [HeaderField("traceparent", "00-1-2-01")])
    let lines = try #require(server.requests.first).split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.first == "POST /w/../registry/notify?since=2026-05-01 HTTP/1.1")
    #expect(
      Set(lines.dropFirst()) == [
        "Host: sandbox.test", "Content-Type: application/json", "X-None:", "traceparent: 00-1-2-01", "Content-Length: 7", "", #"{"a":1}"#,
      ])
    #expect(response.status == 200)
    #expect(response.body == Array("{}".utf8))
    #expect(
      response.headers == [
        HeaderField("X-Twice", "1"), HeaderField("X-Twice", "2"), HeaderField("X-Empty", ""), HeaderField("Content-Length", "2"),
      ])
    #expect(times.total >= times.first && times.first >= times.connect)
  }

  @Test(arguments: ["GET", "HEAD", "DELETE", "OPTIONS", "PROPFIND", "POST", "PUT", "PATCH"])
  func `methods are sent as they are, with nothing added`(method: String) async throws {
    let server = TinyServer { $0.hasPrefix("HEAD") ? .say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n") : .say(TinyServer.ok("[]")) }
    defer { server.close() }
    let (response, _) = try await Courier().carry(WireRequest(method, "/x"), to: server.base)
    #expect(response.body.count == (method == "HEAD" ? 0 : 2))
    let length = ["POST", "PUT", "PATCH"].contains(method) ? "Content-Length: 0\r\n" : ""
    #expect(server.requests == ["\(method) /x HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\(length)\r\n"])
  }

  @Test func `a connection is kept, whatever is sent on it`() async throws {
    let server = TinyServer { _ in .say(TinyServer.ok("[]")) }
    defer { server.close() }
    let courier = Courier(lane: LoopLane(), options: Courier.Options(longestIdle: 600))
    for method in ["GET", "POST", "GET"] {
      _ = try await courier.carry(WireRequest(method, "/", body: method == "POST" ? [65] : []), to: server.base)
    }
    #expect(server.requests.map { $0.prefix(4) } == ["GET ", "POST", "GET "])
    #expect(server.connections == 1)
  }

  @Test func `chunks are joined, interim answers and trailers left out`() async throws {
    let server = TinyServer { _ in
      .say(
        "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "3\r\nabc\r\n2\r\nde\r\n0\r\nX-Late: 1\r\n\r\n")
    }
    defer { server.close() }
    let (response, _) = try await Courier().carry(WireRequest("GET", "/"), to: server.base)
    #expect(response == WireResponse(202, headers: [HeaderField("Transfer-Encoding", "chunked")], body: Array("abcde".utf8)))
  }

  @Test func `redirects are answers`() async throws {
    let server = TinyServer { _ in .say("HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n") }
    defer { server.close() }
    let (response, _) = try await Courier().carry(WireRequest("GET", server.base + "/here"), to: "http://ignored.invalid")
    #expect(response.status == 302)
    #expect(server.requests.count == 1)
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    let says: String
    let deed: TinyServer.Deed
    let kind: SendFailure.Kind
    var testDescription: String { says }
  }
  @Test(arguments: [
    Bad(says: "closed in the body", deed: .hangUp(after: "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc"), kind: .reset),
    Bad(says: "closed in a chunk", deed: .hangUp(after: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc"), kind: .reset),
    Bad(says: "closed without a word", deed: .hangUp(after: ""), kind: .reset),
    Bad(says: "no answer", deed: .never, kind: .timeout),
    Bad(says: "half an answer", deed: .say("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc"), kind: .timeout),
    Bad(says: "no HTTP", deed: .hangUp(after: "hello\r\n\r\n"), kind: .other),
    Bad(says: "too long a body", deed: .say(TinyServer.ok(String(repeating: "x", count: 5000))), kind: .other),
    Bad(says: "too long a header", deed: .say(TinyServer.ok("", "X: " + String(repeating: "x", count: 5000) + "\r\n")), kind: .other),
  ]) func `a bad answer has a kind`(_ bad: Bad) async throws {
    let server = TinyServer { _ in bad.deed }
    defer { server.close() }
    let courier = Courier(options: Courier.Options(bodyLimit: 4096, headerLimit: 4096))
    let failure = await #expect(throws: SendFailure.self) {
      try await courier.carry(WireRequest("POST", "/", body: [1, 2]), to: server.base, patience: 200)
    }
    #expect(failure?.kind == bad.kind, "\(failure?.detail ?? "")")
    #expect(server.requests.count == 1)
  }

  @Test(arguments: ["GET", "POST"]) func `nothing is sent twice, not even on a kept connection`(method: String) async throws {
    let server = TinyServer { $0.contains("/second") ? .hangUp(after: "") : .say(TinyServer.ok("")) }
    defer { server.close() }
    let courier = Courier(lane: LoopLane(), options: Courier.Options(longestIdle: 600))
    _ = try await courier.carry(WireRequest(method, "/first"), to: server.base)
    let failure = await #expect(throws: SendFailure.self) { try await courier.carry(WireRequest(method, "/second"), to: server.base) }
    #expect(failure?.kind == .reset)
    #expect(server.connections <= 2)
    #expect(server.requests.count == 2)
    _ = try await courier.carry(WireRequest(method, "/third"), to: server.base)
    #expect(server.requests.count == 3)
  }

  @Test func `addresses that lead nowhere have a kind`() async throws {
    let server = TinyServer { _ in .hangUp(after: "") }
    defer { server.close() }
    let long = String(repeating: "x", count: 70)
    for (base, kind) in [
      ("http://127.0.0.1:\(TinyServer.deadPort)", .refused), ("http://\(long).example", .unresolved),
      ("https://127.0.0.1:\(server.port)", .tls), ("file:///etc/hostname", .other), ("http://a b", .other),
    ] as [(String, SendFailure.Kind)] {
      let failure = await #expect(throws: SendFailure.self) { try await Courier().carry(WireRequest("GET", "/"), to: base, patience: 5000) }
      #expect(failure?.kind == kind, "\(base): \(failure?.detail ?? "")")
    }
  }

  @Test func `a proxy that is named is gone through, and one that refuses is told from the system behind it`() async throws {
    let proxy = TinyServer { request in
      request.hasPrefix("CONNECT") ? .hangUp(after: "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n") : .say(TinyServer.ok("{}"))
    }
    defer { proxy.close() }
    let courier = Courier(options: Courier.Options(proxy: "http://us:secret@127.0.0.1:\(proxy.port)"))
    let (response, _) = try await courier.carry(WireRequest("GET", "/a/../b"), to: "http://mis.test:8800", patience: 5000)
    #expect(response.status == 200)
    let lines = try #require(proxy.requests.first).split(separator: "\r\n").map(String.init)
    #expect(lines.first == "GET http://mis.test:8800/a/../b HTTP/1.1")
    #expect(lines.contains("Host: mis.test:8800") && lines.contains("Proxy-Authorization: Basic dXM6c2VjcmV0"))
    let failure = await #expect(throws: SendFailure.self) {
      try await courier.carry(WireRequest("GET", "/"), to: "https://mis.test", patience: 5000)
    }
    #expect(failure?.kind == .refused && failure?.detail.contains("proxy") == true, "\(failure?.detail ?? "")")
    #expect(proxy.requests.last?.hasPrefix("CONNECT mis.test:443 HTTP/1.1\r\n") == true)
  }

  @Test func `a field cannot smuggle another`() async throws {
    let failure = await #expect(throws: SendFailure.self) {
      try await Courier().carry(WireRequest("GET", "/", headers: [HeaderField("A", "1\r\nB: 2")]), to: "http://127.0.0.1:1")
    }
    #expect(failure?.detail.contains("line break") == true)
  }

  @Test func `a sender that is cancelled gets its thread back`() async throws {
    let server = TinyServer { _ in .never }
    defer { server.close() }
    let task = Task { () -> SendFailure? in
      do throws(SendFailure) {
        _ = try await Courier().carry(WireRequest("GET", "/"), to: server.base)
        return nil
      } catch { return error }
    }
    while server.requests.isEmpty { await Task.yield() }
    task.cancel()
    #expect(await task.value?.kind == .other)
  }

  @Test func `a task of the lane never leaves its thread`() async throws {
    let server = TinyServer { .say(TinyServer.ok(String($0.prefix { $0 != "\r\n" }))) }
    defer { server.close() }
    let lane = LoopLane()
    let courier = Courier(lane: lane)
    let strayed = await withTaskGroup(of: Bool.self) { group in
      for n in 0..<64 {
        group.addTask(executorPreference: lane) {
          let thread = pthread_self()
          for step in 0..<5 {
            let answer = try? await courier.carry(WireRequest("GET", "/\(n)/\(step)"), to: server.base).response.body
            if answer != Array("GET /\(n)/\(step) HTTP/1.1".utf8) || pthread_self() != thread { return true }
          }
          return false
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(strayed == 0)
    #expect(server.requests.count == 320)
  }
}
