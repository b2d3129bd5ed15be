import Sandbox
import Testing

/// A vendor's word that nobody declared is understood by its tail, and never taken for what it is not.
@Suite("Vocabulary")
struct VocabularyTests {
  static let words = World.Vocabulary([(fact: "programme", ours: "OAP", theirs: "PENSION-60")])
  static let rows: [(word: String, meant: String?)] = [
    ("OAP", nil), ("PENSION-60", nil), ("urn:programme:OAP", "OAP"), ("acme/nbg", "NBG"), ("ns:Pension_60", "OAP"), ("pension 60", "OAP"),
    ("OAP-EXTRA", nil), ("", nil), (":", nil), ("SOMETHING", nil),
  ]
  @Test("By its tail, or not at all", arguments: rows)
  func recognised(_ row: (word: String, meant: String?)) {
    #expect(Self.words.recognised("programme", row.word, among: ["OAP", "NBG"]) == row.meant)
  }
}
