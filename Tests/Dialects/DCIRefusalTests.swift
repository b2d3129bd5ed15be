import DialectsDCI
import Documents
import Facts
import Testing

@Suite("DCI: refusals and signatures, as a check sees them")
struct DCIRefusalTests {
  private static func asked(_ settings: [(String, String)] = []) -> DCIPair {
    var pair = DCIPair(settings: [("mode", "sync")] + settings) { _ in DCIExchangeTests.found([DCIExchangeTests.person]) }
    var facts = Facts()
    facts[.personID] = [Identifier(.uin, "2987654326")]
    _ = pair.say(Message(.personRecord, from: .mis, to: .crvs, facts: facts))
    return pair
  }

  @Test(
    "Every form that the text has for a refusal is one, and nothing else is",
    arguments: [
      (400, #"{"header":{"status":"rjct","status_reason_code":"rjct.message_ts.invalid"}}"#, Reply.Taken.refused),
      (200, #"{"header":{"status":"rjct"}}"#, .refused), (400, #"{"errors":[{"message":"no"}]}"#, .refused), (401, "", .refused),
      (200, #"{"message":{"ack_status":"ERR","error":{"code":"err.signature.invalid"}}}"#, .refused),
      (200, #"{"header":{"status":"succ"},"message":{"search_response":[{"status":"succ"}]}}"#, .accepted),
      (200, #"{"header":{"status":"succ"}}"#, .failed), (200, "", .failed), (500, #"{"header":{"status":"rjct"}}"#, .failed),
    ])
  func forms(_ status: Int, _ body: String, _ taken: Reply.Taken) throws {
    let pair = Self.asked()
    let exchange = try #require(pair.exchange("sync-search"))
    let session = try #require(pair.sessions[.mis])
    let readings = pair.dialect.view("sync-search", exchange.request, WireResponse(status, body: Array(body.utf8)), session)
    #expect(readings.first?.reply?.taken == taken)
  }

  @Test(
    "How an answer is signed is said; what is changed on its way out is signed again by whoever changes it", arguments: ["ed25519", "jws"])
  func signatures(_ form: String) throws {
    let pair = Self.asked([("signature", form)])
    let exchange = try #require(pair.exchange("sync-search"))
    let (reader, author) = (try #require(pair.sessions[.mis]), try #require(pair.sessions[.crvs]))
    func said(_ body: [UInt8]) -> String? {
      let readings = pair.dialect.view("sync-search", exchange.request, WireResponse(200, body: body), reader)
      return readings.first { $0.half == .response }?.message.facts[.messageSignature]
    }
    func changed(_ change: JSON) throws -> [UInt8] { try JSON(parsing: exchange.response.body).patched([change]).encoded() }
    let other = try changed(["op": "replace", "path": "/header/status", "value": "pdng"])
    #expect(said(exchange.response.body) == "valid" && said(other) == "wrong")
    #expect(said(pair.dialect.signed(other, inPlaceOf: exchange.response.body, author)) == "valid")
    let bare = try changed(["op": "remove", "path": "/signature"])
    #expect(said(bare) == "missing" && pair.dialect.signed(bare, inPlaceOf: exchange.response.body, author) == bare)
  }
}
