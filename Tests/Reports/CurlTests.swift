import Evidence
import Facts
import Reports
import Testing

@Suite("A line that sends it again")
struct CurlTests {
  static func exchange(_ method: String, headers: [HeaderField] = [], body: [UInt8] = []) -> Exchange {
    Exchange(
      id: "2.1", at: SampleRun.day, wire: SampleRun.wire, from: .crvs, to: .mis, edge: "events", dialect: "dci-crvs", operation: "notify",
      url: "https://mis.example/a?b=c&d='", request: WireRequest(method, "/a", headers: headers, body: body), response: nil)
  }

  @Test func quotesAreSafe() {
    let line = Curl.line(Self.exchange("POST", body: Array("{\"it's\": \"$HOME `id`\"}".utf8)))
    #expect(line == #"curl -i -X POST 'https://mis.example/a?b=c&d='\''' --data-binary '{"it'\''s": "$HOME `id`"}'"#)
  }

  @Test func ownFieldsAreLeftOutAndSecretsNamed() {
    let headers = [
      HeaderField("Host", "x"), HeaderField("Content-Length", "3"), HeaderField("traceparent", "00-1"),
      HeaderField("Authorization", "Bearer [redacted]"),
    ]
    #expect(
      Curl.line(Self.exchange("GET", headers: headers))
        == #"curl -i 'https://mis.example/a?b=c&d='\''' -H 'Authorization: Bearer '"$SECRET"''"#)
  }

  @Test(arguments: [[UInt8]([0xFF, 0xFE]), Array("@/etc/passwd".utf8), [UInt8](repeating: 65, count: 20_000)])
  func whatIsNoPlainTextIsReadFromAFile(body: [UInt8]) {
    #expect(Curl.line(Self.exchange("PUT", body: body)).hasSuffix("--data-binary @request-2.1.body"))
  }
}
