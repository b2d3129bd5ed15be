import Documents
import Facts
package import SourceText

extension PopulationLibrary {
  /// The files that make up the world, below the home folder.
  package static let files = ["mocks/world/people.yaml", "mocks/world/programmes.yaml", "mocks/world/names.yaml"]

  /// Reads the three files. `bytes` gives a file's content by its path; every finding is reported, not just the first.
  package static func load(_ bytes: (String) -> [UInt8]?) -> Diagnosed<PopulationLibrary> {
    var fields = Fields()
    let pages = files.map { fields.page($0, bytes($0)) }
    let (people, programmes, names) = (pages[0], pages[1], pages[2])
    let archetypes = (fields.map(people, "people")).compactMap { fields.archetype($0) }
    let providers = fields.map(people, "providers").map { Providers(kind: $0.name, names: fields.words($0.value)) }
    fields.checkRelatives(archetypes, in: people)
    let currency = fields.text(programmes, "currency") ?? "USD"
    let laws = fields.map(programmes, "programmes").compactMap { fields.programme($0, currency: currency) }
    let list = NameList(
      female: fields.words(names, "female"), male: fields.words(names, "male"), family: fields.words(names, "family"))
    let library = PopulationLibrary(archetypes: archetypes, programmes: laws, names: list, providers: providers)
    return Diagnosed(fields.lacksAPage ? nil : library, fields.diagnostics)
  }
}

/// Reads keys of a map, and keeps what is wrong with them.
private struct Fields {
  var diagnostics: [Diagnostic] = []
  var lacksAPage = false

  /// The page, or an empty one where it cannot be read.
  mutating func page(_ name: String, _ bytes: [UInt8]?) -> Node {
    let nowhere = SourceFile(name: name, text: "").start
    if let bytes {
      let read = YAMLReader().read(bytes, name: name)
      diagnostics += read.diagnostics
      if let page = read.value { return page }
    } else {
      let next = "restore it, or point --home to a whole copy"
      diagnostics.append(Diagnostic(.fileNotFound, "\(name) is not there", at: nowhere, next: next))
    }
    lacksAPage = true
    return Node(.mapping([]), nowhere)
  }

  mutating func wrong(_ code: DiagnosticCode, _ message: String, _ node: Node) {
    diagnostics.append(Diagnostic(code, message, at: node.span))
  }

  mutating func map(_ node: Node, _ key: String) -> [Node.Entry] {
    guard let value = node[key] else {
      if node.entries?.isEmpty == false { wrong(.missingKey, "\"\(key)\" is missing", node) }
      return []
    }
    if let entries = value.entries { return entries }
    wrong(.wrongShape, "\"\(key)\" is \(value.shape), and must be a map", value)
    return []
  }

  func text(_ node: Node, _ key: String) -> String? { node[key]?.text }

  mutating func words(_ node: Node) -> [String] {
    if let text = node.text { return [text] }
    return (node.items ?? []).compactMap(\.text)
  }
  mutating func words(_ node: Node, _ key: String) -> [String] { node[key].map { words($0) } ?? [] }

  /// A word among a few; nil and a finding where it is none of them.
  mutating func word<Word: RawRepresentable & CaseIterable>(_ node: Node, _ key: String, _ type: Word.Type) -> Word?
  where Word.RawValue == String {
    guard let value = node[key] else { return nil }
    if let word = value.text.flatMap({ Word(rawValue: $0) }) { return word }
    wrong(.unreadableValue, "\"\(key)\" must be one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))", value)
    return nil
  }

  /// Words among a few, one or a list of them.
  mutating func several<Word: RawRepresentable & CaseIterable>(_ node: Node, _ key: String, _ type: Word.Type) -> [Word]
  where Word.RawValue == String {
    let found = words(node, key).compactMap { Word(rawValue: $0) }
    if found.count < words(node, key).count {
      wrong(.unreadableValue, "\"\(key)\" lists \(Word.allCases.map(\.rawValue).joined(separator: ", "))", node[key] ?? node)
    }
    return found
  }

  mutating func number(_ node: Node, _ key: String) -> Int? {
    guard let value = node[key] else { return nil }
    if let n = value.text.flatMap({ Int($0) }), n >= 0 { return n }
    wrong(.unreadableValue, "\"\(key)\" must be a whole number", value)
    return nil
  }

  mutating func refuseOthers(_ node: Node, than keys: [String]) {
    for entry in node.entries ?? [] where !keys.contains(entry.name) {
      wrong(.unknownKey, "\"\(entry.name)\" is not known here; known are \(keys.joined(separator: ", "))", entry.key)
    }
  }
}

extension Fields {
  mutating func archetype(_ entry: Node.Entry) -> Archetype? {
    let node = entry.value
    let relations = Archetype.Relation.allCases.map(\.rawValue)
    refuseOthers(
      node,
      than: [
        "says", "kind", "sex", "born", "age", "ages", "has", "later", "known-to", "stillborn", "changes-name", "born-at-id", "account",
      ]
        + relations)
    let organisation = text(node, "kind") == "organisation"
    guard let birth = birth(node, organisation) else { return nil }
    return Archetype(
      key: ArchetypeKey(entry.name), says: text(node, "says") ?? "",
      sex: organisation ? .unknown : text(node, "sex") == "any" ? nil : word(node, "sex", Sex.self),
      birth: birth, ages: ages(node), identifiers: words(node, "has").map { IdentifierScheme($0) },
      pending: words(node, "later").map { IdentifierScheme($0) },
      knownTo: knownTo(node), relatives: relatives(node), stillborn: text(node, "stillborn") == "true", isOrganisation: organisation,
      changesName: text(node, "changes-name") == "true", otherBirthDateAtID: text(node, "born-at-id") == "differs",
      account: text(node, "account"))
  }

  private mutating func birth(_ node: Node, _ organisation: Bool) -> Archetype.Birth? {
    if let age = number(node, "age") { return .aged(age) }
    if let born = node["born"] {
      if let day = born.text.flatMap({ RelativeDay($0) }) { return .on(day) }
      wrong(.unreadableValue, "\"born\" must be a day such as T - 14 months", born)
      return nil
    }
    if organisation { return .aged(10) }
    wrong(.missingKey, "neither \"age\" nor \"born\" is given", node)
    return nil
  }

  /// `18 to 45`
  private mutating func ages(_ node: Node) -> ClosedRange<Int>? {
    guard let value = node["ages"] else { return nil }
    let words = (value.text ?? "").split(separator: " ")
    if words.count == 3, words[1] == "to", let from = Int(words[0]), let to = Int(words[2]), from >= 0, from <= to { return from...to }
    wrong(.unreadableValue, "\"ages\" must be two numbers of years, such as 18 to 45", value)
    return nil
  }

  private mutating func knownTo(_ node: Node) -> KnownTo {
    var known: KnownTo = []
    for role in words(node, "known-to") {
      if let one = KnownTo(role: Role(role)) {
        known.insert(one)
      } else {
        wrong(.unreadableValue, "\"known-to\" lists crvs, id, mis, payments; \"\(role)\" is none of them", node["known-to"] ?? node)
      }
    }
    return known
  }

  private mutating func relatives(_ node: Node) -> [Archetype.Relative] {
    var found: [Archetype.Relative] = []
    for relation in Archetype.Relation.allCases {
      let names = words(node, relation.rawValue)
      guard !names.isEmpty else { continue }
      let who: Archetype.Relative.Who = names == ["spouse-of-mother"] ? .spouseOfMother : .oneOf(names.map { ArchetypeKey($0) })
      found.append(Archetype.Relative(relation: relation, who: who))
    }
    return found
  }

  mutating func checkRelatives(_ archetypes: [Archetype], in page: Node) {
    for archetype in archetypes {
      for relative in archetype.relatives {
        guard case .oneOf(let keys) = relative.who else { continue }
        for key in keys where !archetypes.contains(where: { $0.key == key }) {
          wrong(.unknownName, "\(archetype.key) names \(key), which is no archetype", page["people"]?[archetype.key.text] ?? page)
        }
      }
    }
  }
}

extension Fields {
  mutating func programme(_ entry: Node.Entry, currency: String) -> Programme? {
    let node = entry.value
    refuseOthers(
      node,
      than: [
        "title", "amount", "pays", "per", "for", "payee", "ages", "filing-window", "opens", "ends", "proof", "score-below",
      ])
    guard let amount = text(node, "amount").flatMap({ ExactDecimal($0) }) else {
      wrong(.unreadableValue, "\"amount\" of \(entry.name) must be a decimal in quotes, such as \"20.00\"", node["amount"] ?? node)
      return nil
    }
    let ages = node["ages"]
    return Programme(
      code: ProgrammeCode(entry.name), title: text(node, "title") ?? entry.name, amount: amount, currency: currency,
      frequency: word(node, "pays", Programme.Frequency.self) ?? .monthly, share: word(node, "per", Programme.Share.self),
      subject: word(node, "for", Programme.Subject.self) ?? .adult, payee: word(node, "payee", Programme.Payee.self) ?? .itself,
      fromAge: ages.flatMap { number($0, "from") }, toAge: ages.flatMap { number($0, "to") }, filingWindow: months(node, "filing-window"),
      opens: several(node, "opens", Programme.Opening.self), ends: several(node, "ends", Programme.Ending.self),
      proof: word(node, "proof", Programme.Proof.self), scoreBelow: text(node, "score-below").flatMap { ExactDecimal($0) })
  }

  private mutating func months(_ node: Node, _ key: String) -> Programme.Months? {
    guard let value = node[key] else { return nil }
    let words = (value.text ?? "").split(separator: " ")
    if words.count == 2, let n = Int(words[0]), n > 0 {
      if words[1].hasPrefix("month") { return Programme.Months(n) }
      if words[1].hasPrefix("year") { return Programme.Months(12 * n) }
    }
    wrong(.unreadableValue, "\"\(key)\" must be a number of months or years, such as 12 months", value)
    return nil
  }
}
