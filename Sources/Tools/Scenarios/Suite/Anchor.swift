import SourceText

/// The place in a published text that says a requirement.
package struct Anchor: Sendable, CustomStringConvertible {
  /// An edition of the suite: a text that may change in place is known by its digests, not by its version.
  package let edition: Word
  package let file: Word
  /// A JSON pointer, or a heading.
  package let place: String
  /// Other places of the file that say the same, as of each operation.
  package var also: [String] = []

  package var description: String { Self.said(edition, file, place) }
  /// Every place that says it.
  package var statements: [String] { ([place] + also).map { Self.said(edition, file, $0) } }

  private static func said(_ edition: Word, _ file: Word, _ place: String) -> String {
    "\(edition) \(file)\(place.hasPrefix("/") ? "#" : ", ")\(place)"
  }

  /// The place as people call it: `SearchRequest, properties, transaction_id`; `/registry/on-search`; a heading as it is.
  package var called: String { called(place) }

  package func called(_ place: String) -> String {
    guard place.hasPrefix("/") else { return place }
    let steps = place.dropFirst().split(separator: "/").map {
      $0.split(separator: "~1", omittingEmptySubsequences: false).joined(separator: "/").split(
        separator: "~0", omittingEmptySubsequences: false
      )
      .joined(separator: "~")
    }
    let isOfOne = ["components", "paths"].contains(steps.first ?? "")
    let rest = steps.first == "components" ? steps.dropFirst(2) : isOfOne ? steps.dropFirst() : steps[...]
    return rest.filter { !["properties", "default"].contains($0) }.joined(separator: ", ")
  }
}

/// A published text as it was read: its files by digest.
package struct EditionDecl: Sendable {
  package let id: Word
  package let title: String
  package let source: String
  package let files: [(name: String, digest: String)]
}

/// Why no check judges a requirement. Closed: whoever has another reason writes a check.
package enum Unchecked: String, Sendable, CaseIterable {
  /// The text contradicts itself, so that nobody can follow it as it stands.
  case contradiction
  /// Nothing that passes between systems shows it.
  case unobservable
  /// It binds whoever reads a message, and shows only in what they make of it.
  case receiver = "receiver-side"
  /// It shows only after longer than a run can wait.
  case duration = "takes-too-long"
  /// A vendor's system would have to be brought there, and no act does that.
  case reach = "cannot-be-provoked"
  /// No dialect has a word for what it is about, so that no message can show it.
  case word = "no-word"
  /// The reference system does not do it yet, so that no check could be proven.
  case reference = "not-in-reference"
  /// A check could be written, and is not yet.
  case unwritten = "not-written"

  /// What we have not done yet is no reason why a must of a published text is judged by nobody.
  package var excusesMusts: Bool { self != .reference && self != .unwritten }

  /// One plain sentence for a reader who has never seen the word.
  package var sentence: String {
    switch self {
    case .contradiction: "The text contradicts itself, so that nobody can follow it as it stands."
    case .unobservable: "Nothing that passes between systems shows it."
    case .receiver: "It binds whoever reads a message, and shows only in what they make of it."
    case .duration: "It shows only after longer than a run can wait."
    case .reach: "A vendor's system would have to be brought there, and no act does that."
    case .word: "No dialect has a word for what it is about, so that no message can show it."
    case .reference: "The reference system does not do it yet, so that no check could be proven."
    case .unwritten: "A check could be written, and is not yet."
    }
  }
}
