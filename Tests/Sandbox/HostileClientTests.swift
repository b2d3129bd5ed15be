import Foundation
import Testing

/// Whoever builds against the sandbox makes mistakes, and others try worse: each gets a clear answer, and everybody else goes on.
@Suite(.sandbox) struct HostileClientTests {
  struct Try: Sendable, CustomTestStringConvertible {
    let what: String
    /// The status of the answer; nil where the connection is closed without one.
    let status: Int?
    /// What the answer must say.
    var says = ""
    let send: [UInt8]
    var testDescription: String { what }

    init(_ what: String, _ status: Int?, says: String = "", _ bytes: [UInt8]) {
      (self.what, self.status, self.says, send) = (what, status, says, bytes)
    }
    init(_ what: String, _ status: Int?, says: String = "", _ head: String) {
      self.init(what, status, says: says, Array(head.utf8))
    }
    static func post(_ what: String, _ path: String, _ status: Int, says: String = "", type: String? = "application/json", _ body: [UInt8]) -> Try {
      let head = "POST \(path) HTTP/1.1\r\nHost: h\r\n\(type.map { "Content-Type: \($0)\r\n" } ?? "")Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
      return Try(what, status, says: says, Array(head.utf8) + body)
    }
    static func post(_ what: String, _ path: String, _ status: Int, says: String = "", type: String? = "application/json", _ body: String) -> Try {
      post(what, path, status, says: says, type: type, Array(body.utf8))
    }
    static func get(_ what: String, _ path: String, _ status: Int, says: String = "", _ more: String = "") -> Try {
      Try(what, status, says: says, "GET \(path) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\(more)\r\n")
    }
  }

  static let tries: [Try] = [
    .post("a body of five million bytes", "/act", 413, says: "larger than", [UInt8](repeating: 32, count: 5 << 20)),
    .post("a body of five million bytes for a registry", "/crvs/registry/search", 413, says: "larger than", [UInt8](repeating: 32, count: 5 << 20)),
    .post("no body", "/act", 400, says: "next", ""),
    .post("no JSON", "/act", 400, says: "line 1, column 1", "act: crvs.register-death"),
    .post("JSON that ends early", "/act", 400, says: "ends early", "{\"act\":"),
    .post("fifty thousand brackets", "/act", 400, says: "deep", String(repeating: "[", count: 50_000)),
    .post("fifty thousand brackets for a registry", "/mis/registry/notify", 401, String(repeating: "[", count: 50_000)),
    .post("bytes that are no UTF-8", "/act", 400, says: "UTF-8", Array("{\"act\":\"".utf8) + [0xC3, 0x28] + Array("\"}".utf8)),
    .post("half of a surrogate pair", "/act", 400, "{\"act\":\"\\ud800\"}"),
    .post("a list instead of an object", "/act", 422, says: "next", "[1,2]"),
    .post("a key twice", "/act", 422, says: "twice", "{\"act\":\"crvs.register-death\",\"act\":\"mis.listens\"}"),
    .post("an act that there is not", "/act", 404, says: "register-death", "{\"act\":\"crvs.register-deth\"}"),
    .post("a role that there is not", "/act", 404, says: "roles are", "{\"act\":\"church.register-death\"}"),
    .post("somebody whom nobody knows", "/act", 422, says: "people are", "{\"act\":\"crvs.register-death\",\"person\":\"<script>\"}"),
    .post("an input that there is not", "/act", 422, says: "inputs are", "{\"act\":\"crvs.register-death\",\"person\":\"PAULO\",\"colour\":\"red\"}"),
    .post("a clock that runs for ever", "/advance", 422, says: "too far", "{\"by\":\"100000 years\"}"),
    .post("a clock that runs backwards", "/advance", 422, says: "no length", "{\"by\":\"-2 days\"}"),
    .get("a wrong method", "/act", 405, says: "POST"),
    .post("another wrong method", "/exchanges", 405, says: "GET", "{}"),
    .get("a wrong method at a registry", "/crvs/registry/notify", 404),
    .get("a page that there is not", "/admin", 404, says: "GET /"),
    .post("a content type that nobody speaks", "/crvs/registry/search", 401, type: "text/vcard", "BEGIN:VCARD"),
    .post("a content type with a line of its own", "/act", 400, says: "line 1", type: "application/json;;;=\"", "no"),
    .get("a run that there is not", "/w/0000/crvs/registry", 404, says: "No run"),
    .get("out of a world by dots", "/w/default/../../../etc/passwd", 404),
    .get("out of a world by encoded dots", "/w/%2e%2e/%2e%2e/etc/passwd", 404),
    .get("out of a world by encoded slashes", "/w/..%2f..%2fetc%2fpasswd", 404),
    .get("a path of many slashes", "/////", 404, says: "GET /"),
    .get("a path of a hundred thousand signs", "/" + String(repeating: "a", count: 100_000), 400),
    .get("a NUL in the path", "/crvs%00/registry", 404),
    Try("a head of a megabyte", nil, Array("GET / HTTP/1.1\r\nHost: h\r\nX: ".utf8) + [UInt8](repeating: 97, count: 1 << 20)),
    Try("no HTTP at all", nil, "hello\r\n\r\n"),
    Try("TLS where there is none", nil, [0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3] + [UInt8](repeating: 7, count: 500)),
    Try("a length that is none", nil, "POST /act HTTP/1.1\r\nHost: h\r\nContent-Length: many\r\n\r\n{}"),
    Try("two lengths", nil, "POST /act HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nContent-Length: 20\r\n\r\n{}"),
    Try("a length and chunks", nil, "POST /act HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
  ]

  @Test(arguments: tries) func getsAClearAnswer(_ one: Try) async throws {
    let sandbox = try #require(RunningSandbox.current)
    let answer = try await sandbox.exchange(one.send)
    let status = answer.firstMatch(of: /^HTTP\/1\.1 (\d+)/).flatMap { Int($0.1) }
    if let wanted = one.status {
      #expect(status == wanted, "\(answer.prefix(600))")
      #expect(one.says.isEmpty || answer.contains(one.says), "\(answer.prefix(600))")
    } else {
      #expect(status.map { (400..<500).contains($0) } ?? true, "\(answer.prefix(600))")
    }
    #expect(!answer.contains("root:"), "a file of the machine came out")
    #expect(try await sandbox.get("/").hasPrefix("HTTP/1.1 200"), "it no longer serves")
  }

  /// Two hundred clients that send a byte and then nothing must not keep others from being served.
  @Test func slowClientsHoldNobodyUp() async throws {
    let sandbox = try #require(RunningSandbox.current)
    let slow = try (0..<200).map { _ in try Socket(port: sandbox.port) }
    defer { for one in slow { one.close() } }
    for (n, one) in slow.enumerated() { one.send(Array((n % 2 == 0 ? "GET /" : "POST /act HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n{").utf8)) }
    #expect(try await sandbox.get("/").hasPrefix("HTTP/1.1 200"))
    #expect(try await sandbox.post("/ask", "{\"ask\":\"mis.enrolled\",\"person\":\"PAULO\",\"programme\":\"OAP\"}").hasPrefix("HTTP/1.1 200"))
  }
}
