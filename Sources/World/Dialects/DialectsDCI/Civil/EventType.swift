import Facts

/// The vital events of DCI, with their spellings.
struct EventType: Sendable {
  let kind: MessageKind
  /// The fact `event.kind`.
  let word: String
  /// The tail of DCI's code.
  let code: String
  /// Other tails that were met, in small letters without signs.
  let spellings: [String]
  /// The member of a person record that holds its day; a list where a person can have several.
  let dateMember: String
  let isList: Bool

  static let all: [EventType] = [
    .init(kind: .birthRegistered, word: "live-birth", code: "LiveBirth", spellings: ["birth"], dateMember: "birth_date", isList: false),
    .init(kind: .deathRegistered, word: "death", code: "Death", spellings: [], dateMember: "death_date", isList: false),
    .init(kind: .marriageRegistered, word: "marriage", code: "Marriage", spellings: [], dateMember: "marriage_date", isList: true),
    .init(kind: .divorceRegistered, word: "divorce", code: "Divorce", spellings: [], dateMember: "divorce_date", isList: true),
  ]
  static let kinds = all.map(\.kind)
  static let prefix = "spdci-common:RegistryEventType:"

  static func of(_ kind: MessageKind) -> EventType? { all.first { $0.kind == kind } }

  /// As this edge spells it: the target's vocabulary, else DCI's own.
  func spelt(_ session: Session) -> String { setting(session) ?? Self.prefix + code }

  private func setting(_ session: Session) -> String? {
    session.settings["event-type.\(word)"] ?? spellings.lazy.compactMap { session.settings["event-type.\($0)"] }.first
  }

  /// By the edge's vocabulary, else by the tail of what was written, whatever stands before it.
  static func reading(_ raw: String, _ session: Session) -> (type: EventType, isUsual: Bool)? {
    if let declared = all.first(where: { $0.setting(session) == raw }) { return (declared, true) }
    let tail = raw.split { ":/#".contains($0) }.last.map(String.init) ?? raw
    let letters = String(decoding: tail.lowercased().utf8.filter { (97...122).contains($0) }, as: UTF8.self)
    guard let found = all.first(where: { $0.code.lowercased() == letters || $0.spellings.contains(letters) }) else { return nil }
    return (found, raw == prefix + found.code)
  }
}
