import Conformance
import Signatures

/// What people showed and said of one check after its run, folded in the order in which they did.
struct PersonReview {
  private(set) var shown: [String] = []
  /// Who did: nobody accepts what he showed himself.
  private var showing: Set<String> = []
  /// The last word; what is shown after it waits for another.
  private(set) var word: ReviewWord?

  mutating func take(_ e: Attached) {
    let what = [e.file.map { "\($0) (sha256 \(Digest.sha256Hex(e.bytes)))" }, e.says.map { "\"\($0)\"" }].compactMap(\.self)
    shown.append("attached by \(e.by): \(what.joined(separator: ", "))")
    showing.insert(Self.name(e.by))
    word = nil
  }
  mutating func take(_ e: Reviewed) {
    guard !e.isAccepted || !hasShown(e.by) else { return }
    word = ReviewWord(isAccepted: e.isAccepted, by: e.by, why: e.why)
  }
  func hasShown(_ person: String) -> Bool { showing.contains(Self.name(person)) }

  private static func name(_ text: String) -> String { text.lowercased().filter { !$0.isWhitespace } }
}
