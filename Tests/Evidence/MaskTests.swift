import Evidence
import Signatures
import Testing

/// People who are not ours are nowhere in what is written, however a wire spells them.
@Suite("Masking")
struct MaskTests {
  static let mask = Mask([
    .init("Zoë", as: "deceased.given", isWord: true), .init("O'Canary", as: "deceased.family", isWord: true),
    .init("An", as: "other.given", isWord: true), .init("2345678901", as: "deceased.UIN"), .init("+0007123", as: "deceased.PHONE"),
    .init("7001", as: "other.ACCOUNT"), .init("1950-01-02", as: "deceased.born"),
  ])

  static let rows: [(said: String, kept: String)] = [
    ("Zoë O'Canary died", "[deceased.given] [deceased.family] died"),
    ("ZOë o'canary", "[deceased.given] [deceased.family]"),
    (#"{"name":"Zo\u00eb O'Canary","id":"2345678901"}"#, #"{"name":"[deceased.given] [deceased.family]","id":"[deceased.UIN]"}"#),
    ("?name=Zo%C3%AB&id=UIN2345678901x", "?name=[deceased.given]&id=UIN[deceased.UIN]x"),
    ("<n>O&apos;Canary</n>", "<n>[deceased.family]</n>"),
    ("phone=%2B0007123", "phone=[deceased.PHONE]"),
    ("An answer of Anna, and nothing", "[other.given] answer of Anna, and nothing"),
    ("account 7001, batch 170019", "account [other.ACCOUNT], batch 170019"),
    ("born 1950-01-02T00:00:00Z", "born [deceased.born]T00:00:00Z"),
    ("born 1950-01-02", "born [deceased.born]"),
    ("nothing to hide", "nothing to hide"),
  ]

  @Test("However a wire spells them", arguments: rows)
  func spellings(_ row: (said: String, kept: String)) { #expect(Self.mask.text(row.said) == row.kept) }

  @Test("What is signed or encoded and speaks of them goes as a whole; what does not stays")
  func sealed() {
    let head = Base64.url.encode(#"{"alg":"none"}"#)
    let about = Base64.url.encode(#"{"id":"2345678901"}"#)
    let other = Base64.url.encode(#"{"id":"1111111111"}"#)
    #expect(Self.mask.text("token=\(head).\(about).x end") == "token=[masked] end")
    #expect(Self.mask.text("token=\(head).\(other).x end") == "token=\(head).\(other).x end")
  }

  @Test("Without people nothing is touched")
  func empty() { #expect(Mask().text("Zoë 2345678901") == "Zoë 2345678901") }
}
