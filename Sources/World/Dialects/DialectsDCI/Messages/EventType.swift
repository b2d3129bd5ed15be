import Facts

/// An event that a register tells of, with its spellings.
struct EventType: Sendable {
  let kind: MessageKind
  /// The fact `event.kind`.
  let word: String
  /// The tail of DCI's code.
  let code: String
  /// Other tails that were met, in small letters without signs.
  let spellings: [String]
  /// The member of a record that holds its day; a list where a person can have several.
  let dateMember: String
  let isList: Bool
  /// Whether the register's text lists the code bare, and not as a word of the common vocabulary.
  var isBare = false
  /// Whether a record with such a day is one of it, whatever it is called. A fetal death is a day of death like any other.
  var isKnownByDay = true

  /// Whether the standard has this event. For one that it lacks an edge declares the word: nothing is invented under the standard's name.
  var isPublished = true

  static let prefix = "spdci-common:RegistryEventType:"

  /// As this edge spells it: the target's vocabulary, else DCI's own; nil where neither has a word.
  func spelt(_ session: Session) -> String? { setting(session) ?? (isPublished ? published : nil) }
  private var published: String { isBare ? code : Self.prefix + code }
  /// By what an edge declares its word.
  var setting: String { "event-type.\(word)" }

  /// Its code without signs.
  var letters: String { Self.letters(code) }
  static func letters(_ text: String) -> String {
    String(decoding: text.lowercased().utf8.filter { (97...122).contains($0) }, as: UTF8.self)
  }

  func setting(_ session: Session) -> String? {
    session.settings["event-type.\(word)"] ?? spellings.firstNonNil { session.settings["event-type.\($0)"] }
  }
}

extension Registry {
  /// By the edge's vocabulary, else by the tail of what was written, whatever stands before it.
  func event(reading raw: String, _ session: Session) -> (type: EventType, isUsual: Bool)? {
    if let declared = events.first(where: { $0.setting(session) == raw }) { return (declared, true) }
    let tail = raw.split { ":/#".contains($0) }.last.map(String.init) ?? raw
    let letters = EventType.letters(tail)
    guard let found = events.first(where: { $0.letters == letters || $0.spellings.contains(letters) }) else { return nil }
    return (found, raw == EventType.prefix + found.code || found.isBare && raw == found.code)
  }
}
