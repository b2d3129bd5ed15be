import Documents
import Foundation
import Scenarios
import SourceText
import Testing

/// The schemas of the suites `g2p-connect` and `g2p-client`.
@Suite struct ConnectSchemaTests {
  static let schemas = Fixtures.suite("g2p-connect").value?.schemas

  private static let link: JSON = [
    "header": [
      "message_id": "m", "message_ts": "2026-05-01T10:00:00Z", "action": "on-link", "status": "succ",
    ],
    "message": [
      "transaction_id": "t",
      "link_response": [["reference_id": "r", "timestamp": "2026-05-01T10:00:00Z", "status": "succ", "fa": "account:1@bank"]],
    ],
  ]

  @Test(
    "What a mapper may not say is told",
    arguments: [
      #"{"op":"remove","path":"/header/message_id"}"#, #"{"op":"replace","path":"/header/message_ts","value":"2026-13-45T25:61:61Z"}"#,
      #"{"op":"replace","path":"/header/status","value":"fine"}"#, #"{"op":"add","path":"/header/total_count","value":"1"}"#,
      #"{"op":"replace","path":"/header/action","value":"link"}"#, #"{"op":"remove","path":"/message/transaction_id"}"#,
      #"{"op":"replace","path":"/message/link_response/0/status","value":"ok"}"#,
      #"{"op":"add","path":"/message/link_response/0/status_reason_code","value":"own.code"}"#,
      #"{"op":"replace","path":"/message/link_response/0/fa","value":"nowhere"}"#,
      #"{"op":"add","path":"/message/link_response/0/locale","value":"EN"}"#,
    ])
  func flaw(patch: String) throws {
    let schema = try #require(Self.schemas?.schema(of: .schema(Word("on-link", SourceFile(name: "test", text: "").start))))
    #expect(schema.flaws(in: Self.link.encoded()).isEmpty)
    let broken = try Self.link.patched([JSON(parsing: Array(patch.utf8))])
    #expect(!schema.flaws(in: broken.encoded()).isEmpty, "\(patch)")
  }

  @Test func `what both suites hold is alike`() throws {
    for name in ["schemas/parts", "schemas/ack", "errata/g2p-address", "errata/g2p-locale", "errata/g2p-transaction-number"] {
      let both = ["g2p-connect", "g2p-client"].map {
        FileManager.default.contents(atPath: Fixtures.home.path + "/suites/\($0)/\(name).json")
      }
      #expect(both[0] != nil && both[0] == both[1], "\(name)")
    }
  }
}
