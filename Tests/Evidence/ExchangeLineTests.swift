import Documents
import Facts
import Testing

@testable import Evidence

/// The fast line of an exchange is the line of the wire form, byte for byte.
@Suite("The line of an exchange") struct ExchangeLineTests {
  static func exchange(_ change: (inout Exchange) -> Void = { _ in }) -> Exchange {
    var e = Exchange(
      id: "2.1.3", at: WorldInstant(seconds: 1_764_000_000), wire: WireInstant(milliseconds: 1_764_000_000_123), from: "mis", to: "crvs",
      edge: "records", dialect: "dci-crvs", operation: "sync-search", url: "http://sandbox.test/a?b=\"c\"",
      request: WireRequest(
        "POST", "/a", headers: [HeaderField("A", "b\\c"), HeaderField("Ünï", "\u{1}\t")], body: Array("{\"x\": \"é\u{2028}\"}".utf8)),
      response: WireResponse(200, headers: [], body: []))
    change(&e)
    return e
  }

  static let all: [Exchange] = [
    exchange(), exchange { $0.response = nil }, exchange { $0.request.body = [0xFF, 0x00, 0x7F] },
    exchange { $0.response = WireResponse(503, headers: [HeaderField("Retry-After", "1")], body: Array(repeating: 65, count: 2000)) },
    exchange { $0.failure = SendFailure(.other, "it was \"reset\"\n") },
    exchange {
      $0.sealed = true
      $0.repeated = true
      $0.times = Exchange.Times(connect: 1, first: 22, total: 333)
    },
    exchange { e in
      var facts = Facts()
      facts["event.kind"] = .text("death")
      e.readings = [Reading(Message(.deathRegistered, from: "crvs", to: "mis", facts: facts), .request, ids: [("message", "m-1")])]
    },
  ]

  @Test(arguments: all.indices, [-1, 0, 41]) func `it is the wire form`(n: Int, instance: Int) {
    let keep: ([UInt8]) -> JSON = {
      $0.count <= BodyWire.inlineLimit ? BodyWire.inline($0) : BodyWire.reference("abc", at: 7, length: $0.count)
    }
    let recorded = Recorded(Place(instance: instance, number: 9), .exchange(Self.all[n]))
    let slow = String(decoding: LogLine.encode(recorded, bodies: keep).encoded(), as: UTF8.self)
    #expect(String(decoding: ExchangeLine(recorded.place, Self.all[n], bodies: keep).bytes, as: UTF8.self) == slow)
  }
}
