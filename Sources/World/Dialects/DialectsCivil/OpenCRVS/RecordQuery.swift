import Documents
import Facts

/// The parameters of one search of 1.x, `{ "event": "death", "deceasedIdentifier": "..." }`, and what they ask in facts. All have to hold.
struct RecordQuery: Sendable {
  /// `birth`, `death`; nil: either.
  let event: String?
  /// Whose event it is, where that is asked for by a number.
  private(set) var person: Identifier?
  /// Whose child, likewise.
  private(set) var mother: Identifier?
  private(set) var conditions = Rows()
  private let parameters: [(name: String, value: String)]

  /// A certified record is a registered one of which somebody has a copy.
  private static let statuses = ["REGISTERED", "CERTIFIED"]
  /// By which number a person is searched for: that of the foundational register in declarations, that of the event itself.
  private static let numbers: [(event: String, name: String, scheme: IdentifierScheme)] = [
    ("birth", "childIdentifier", .uin), ("death", "deceasedIdentifier", .uin), ("birth", "registrationNumber", .brn),
    ("death", "registrationNumber", .drn),
  ]
  private static let terms: [(fact: String, name: String)] = [("person.sex", "childGender"), ("mother.id", "motherIdentifier")]
  /// A name in its two parts.
  private static let names = (given: "childFirstNames", family: "childLastName")
  private static let spans: [(fact: String, name: String)] = [
    ("person.birth-date", "childDoB"), ("registration.date", "dateOfRegistration"),
  ]

  // MARK: writing

  /// One for each event that has to be asked for.
  static func write(_ message: Message) throws(Unsayable) -> [RecordQuery] {
    // Its order is that of its own days of registration.
    if message.facts[.sort] != nil { throw Unsayable(message.kind, facts: ["sort"]) }
    if message.lines.isEmpty {
      let asked = (message.facts[.personID] ?? []).lazy.map { id in numbers.filter { $0.scheme == id.scheme }.map { ($0, id) } }
      guard let queries = asked.first(where: { !$0.isEmpty }) else { throw Unsayable(message.kind, facts: ["person.id"]) }
      return queries.map { number, id in
        var query = RecordQuery(event: number.event, [(number.name, id.value)])
        query.person = id
        return query
      }
    }
    var parameters: [(name: String, value: String)] = []
    var mother: Identifier?
    for line in message.lines {
      guard line[.negated] != true, line[.alternative] ?? 1 == 1 else { throw Unsayable(message.kind, facts: ["alternative"]) }
      guard let fact = line[.attribute], let value = line[.value], let comparison = line[.comparison] else {
        throw Unsayable(message.kind, facts: ["attribute"])
      }
      if fact == "person.name", comparison == "eq" {
        let parts = Names.parts(value)
        parameters += [(names.given, parts.given), (names.family, parts.family)].filter { !$0.1.isEmpty }
      } else if let term = terms.first(where: { $0.fact == fact }), comparison == "eq" {
        parameters.append((term.name, value))
        if fact == "mother.id" { mother = Identifier(.uin, value) }
      } else if let span = spans.first(where: { $0.fact == fact }), let day = Day(value) {
        switch comparison {
        case "eq": parameters.append((span.name, day.description))
        case "ge": parameters.append((span.name + "Start", day.description))
        case "gt": parameters.append((span.name + "Start", day.adding(days: 1).description))
        case "le": parameters.append((span.name + "End", day.description))
        case "lt": parameters.append((span.name + "End", day.adding(days: -1).description))
        default: throw Unsayable(message.kind, facts: ["operator"])
        }
      } else {
        throw Unsayable(message.kind, facts: ["attribute"])
      }
    }
    var query = RecordQuery(event: "birth", parameters)
    query.mother = mother
    return [query]
  }

  private init(event: String?, _ parameters: [(name: String, value: String)]) {
    self.event = event
    self.parameters = parameters
  }

  var json: JSON {
    var members = Members(event.map { [Member("event", .string($0))] } ?? [])
    members.append("registrationStatuses", .array(Self.statuses.map { .string($0) }))
    for one in parameters { members.append(one.name, .string(one.value)) }
    return .object(members)
  }

  // MARK: reading

  init(reading members: Members, at place: String) throws(Misread) {
    event = members["event"]?.text?.lowercased()
    if let event, !Trigger.Action.events.contains(event) { throw Misread(.unknown, at: "\(place)/event", "it must be a vital event") }
    parameters = []
    var lines: [Facts] = []
    for member in members where !["event", "registrationStatuses"].contains(member.name) {
      let at = "\(place)/\(member.name)"
      guard let value = member.value.text else { throw Misread(.schema, at: at, "it must be a text") }
      if let number = Self.numbers.first(where: { $0.name == member.name && $0.event == event ?? "birth" }) {
        person = Identifier(number.scheme, value)
        lines.append(Self.condition("person.id", "eq", value))
      } else if [Self.names.given, Self.names.family].contains(member.name) {
        continue
      } else if let term = Self.terms.first(where: { $0.name == member.name }) {
        lines.append(Self.condition(term.fact, "eq", value))
        if term.fact == "mother.id" { mother = Identifier(.uin, value) }
      } else if let span = Self.spans.first(where: { member.name.hasPrefix($0.name) }),
        let comparison = ["": "eq", "Start": "ge", "End": "le"][String(member.name.dropFirst(span.name.count))]
      {
        lines.append(Self.condition(span.fact, comparison, String(value.prefix(10))))
      } else {
        throw Misread(.unknown, at: at, "nothing is searched by it here")
      }
    }
    if let name = Names.full([members[Self.names.given]?.text, members[Self.names.family]?.text]) {
      lines.append(Self.condition("person.name", "eq", name))
    }
    // One number beside other conditions is a condition like any other.
    if lines.count > 1 { person = nil }
    conditions = Rows(lines)
  }

  private static func condition(_ fact: String, _ comparison: String, _ value: String) -> Facts {
    var line = Facts()
    (line[.attribute], line[.comparison], line[.value]) = (fact, comparison, value)
    return line
  }
}

/// One event in the answer to such a search.
enum FoundRecord {
  private static let registered = ["REGISTERED", "CERTIFIED", "ISSUED"]

  static func write(_ row: Facts, _ wanted: [String], _ stamp: Stamp) -> [JSON] {
    var events: [JSON] = []
    let isDead = row[.eventKind] == "death" || row[.deathDRN] != nil
    if wanted.contains("birth") {
      let number = row[.childBRN] ?? row[.personID]?[.brn]
      events.append(event("Birth", row, number, on: row[.personBirthDate], day: "dateOfBirth", name: "childName", isLatest: !isDead, stamp))
    }
    if wanted.contains("death"), isDead {
      let day = row[.eventDate]
      events.append(event("Death", row, row[.deathDRN], on: day, day: "dateOfDeath", name: "deceasedName", isLatest: true, stamp))
    }
    return events
  }

  private static func event(
    _ type: String, _ row: Facts, _ number: String?, on date: Day?, day: String, name: String, isLatest: Bool, _ stamp: Stamp
  ) -> JSON {
    let id = isLatest ? row[.eventID] ?? stamp.id("record") : stamp.id("record")
    let parts = row[.personName].map(Names.parts)
    let registration: JSON = .object(of: [
      ("status", "REGISTERED"), ("trackingId", .string(FoundEvent.tracking(id))), ("registrationNumber", .text(number)),
    ])
    // What the row tells of last is registered at its own day; of a birth before it nothing is known here.
    let history = (isLatest ? row[.registrationDate] : nil).map { day -> JSON in
      [["operationType": "REGISTERED", "operatedOn": .string(Days.moment(day))]]
    }
    return .object(of: [
      ("id", .string(id)), ("type", .string(type)), ("registration", registration), ("operationHistories", history ?? .array([])),
      (day, .text(date?.description)),
      (name, parts.map { [["firstNames": .string($0.given), "familyName": .string($0.family), "use": "en"]] }),
    ])
  }

  /// nil where it is not registered, or no birth and no death.
  static func read(_ event: JSON, _ asked: RecordQuery) -> Facts? {
    let registration = event["registration"]
    if let status = registration?["status"]?.text, !registered.contains(status) { return nil }
    let number = registration?["registrationNumber"]?.text
    var facts = Facts()
    facts[.registrationDate] = Days.read(
      (event["operationHistories"]?.items ?? []).last { $0["operationType"]?.text == "REGISTERED" }?["operatedOn"])
    func name(_ member: String) -> String? {
      (event[member]?.items ?? []).firstNonNil { Names.full([$0["firstNames"]?.text, $0["familyName"]?.text]) }
    }
    switch event["type"]?.text?.lowercased() {
    case "birth":
      let ids = (asked.event == "birth" ? [asked.person].compactMap(\.self).filter { $0.scheme != .brn } : [])
      facts[.personID] = ids + (number.map { [Identifier(.brn, $0)] } ?? [])
      (facts[.childBRN], facts[.personName], facts[.personBirthDate]) = (number, name("childName"), Days.read(event["dateOfBirth"]))
      facts[.motherID] = asked.mother.map { [$0] }
    case "death":
      facts[.personID] = asked.event == "death" ? [asked.person].compactMap(\.self).filter { $0.scheme != .drn } : nil
      (facts[.eventKind], facts[.eventID]) = ("death", event["id"]?.text)
      (facts[.eventDate], facts[.deathDRN], facts[.personName]) = (Days.read(event["dateOfDeath"]), number, name("deceasedName"))
    default: return nil
    }
    return facts
  }
}
