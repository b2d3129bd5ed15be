import Documents
import Facts

/// The query of a search: clauses about events, all or any of which have to hold, and what they ask in facts.
enum SearchQuery {
  /// Where nothing is said of pages.
  static let most = 100
  /// What answers can be in the order of.
  static let sortable: [(fact: String, field: String)] = [("person.birth-date", "dateOfEvent")]

  /// What is asked for: one person by a number, or whoever fits.
  struct Asked {
    var person: [Identifier]?
    var conditions = Rows()
    var events: [String]
  }

  private static let number = "legalStatuses.REGISTERED.registrationNumber"
  private static let registered = "legalStatuses.REGISTERED.acceptedAt"
  /// Keys of a declaration by which those who were born are searched for, and the facts that they are about.
  private static let births: [(fact: String, key: String)] = [
    ("person.birth-date", "child.dob"), ("person.sex", "child.gender"), ("person.name", "child.name"), ("mother.id", "mother.nid"),
  ]

  // MARK: writing

  static func write(_ message: Message) throws(Unsayable) -> JSON {
    if message.lines.isEmpty, let person = message.facts[.personID]?.first { return query(clauses(of: person)) }
    guard !message.lines.isEmpty else { throw Unsayable(message.kind, facts: ["person.id"]) }
    var alternatives: [(number: Int, clause: Clause)] = []
    for line in message.lines {
      let number = line[.alternative] ?? 1
      if alternatives.last?.number != number { alternatives.append((number, Clause())) }
      try alternatives[alternatives.count - 1].clause.add(line)
    }
    return query(alternatives.map(\.clause.json))
  }

  /// The deaths of those who were found: a birth does not say whether somebody still lives. nil where none of them has a number.
  static func deaths(of rows: [Facts]) -> JSON? {
    let people = rows.compactMap { row in row[.personID]?.first { $0.scheme == .brn } ?? row[.personID]?.first }
    return people.isEmpty ? nil : query(people.compactMap { clauses(of: $0).last })
  }

  private static func query(_ clauses: [JSON]) -> JSON { ["type": clauses.count == 1 ? "and" : "or", "clauses": .array(clauses)] }

  /// A number of the registry is that of an event; any other stands in the declarations of the births and deaths of its owner.
  private static func clauses(of person: Identifier) -> [JSON] {
    func exact(_ text: String) -> JSON { ["type": "exact", "term": .string(text)] }
    func clause(_ event: String, _ member: String, _ value: JSON) -> JSON {
      .object(Members([Member("eventType", .string(event)), Member("status", exact("REGISTERED")), Member(member, value)]))
    }
    let key = Schemes.all.first { $0.scheme == person.scheme }?.key ?? person.scheme.text
    func declared(_ who: String) -> JSON { .object(Members([Member("\(who).\(key)", exact(person.value))])) }
    switch person.scheme {
    case .drn: return [clause("death", number, exact(person.value))]
    case .brn: return [clause("birth", number, exact(person.value)), clause("death", "data", declared("deceased"))]
    default: return [clause("birth", "data", declared("child")), clause("death", "data", declared("deceased"))]
    }
  }

  /// What one alternative asks of registered births. Ranges have both ends within.
  private struct Clause {
    private var spans: [(member: String, from: Day?, to: Day?)] = []
    private var terms: [(member: String, text: String)] = []

    mutating func add(_ line: Facts) throws(Unsayable) {
      guard line[.negated] != true, let fact = line[.attribute], let value = line[.value], let comparison = line[.comparison] else {
        throw Unsayable(.personRecord, facts: ["negated"])
      }
      let member = fact == "registration.date" ? registered : births.first { $0.fact == fact }?.key
      guard let member else { throw Unsayable(.personRecord, facts: ["attribute"]) }
      guard fact.hasSuffix("date") else {
        guard comparison == "eq" else { throw Unsayable(.personRecord, facts: ["operator"]) }
        return terms.append((member, value))
      }
      guard let day = Day(value) else { throw Unsayable(.personRecord, facts: ["value"]) }
      switch comparison {
      case "eq": spans.append((member, day, day))
      case "ge": spans.append((member, day, nil))
      case "gt": spans.append((member, day.adding(days: 1), nil))
      case "le": spans.append((member, nil, day))
      case "lt": spans.append((member, nil, day.adding(days: -1)))
      default: throw Unsayable(.personRecord, facts: ["operator"])
      }
    }

    var json: JSON {
      var clause = Members([Member("eventType", "birth"), Member("status", ["type": "exact", "term": "REGISTERED"])])
      var data = Members()
      // Names are only searched for by likeness there.
      for term in terms { data[term.member] = ["type": term.member == "child.name" ? "fuzzy" : "exact", "term": .string(term.text)] }
      for member in spans.map(\.member) {
        let own = spans.filter { $0.member == member }
        let span: JSON = .object(of: [
          ("type", "range"), ("gte", .text(own.compactMap(\.from).max()?.description)),
          ("lte", .text(own.compactMap(\.to).min()?.description)),
        ])
        if member == registered { clause[member] = span } else { data[member] = span }
      }
      if !data.isEmpty { clause["data"] = .object(data) }
      return .object(clause)
    }
  }

  // MARK: reading

  static func read(_ query: JSON) throws(Misread) -> Asked {
    guard let word = query["type"]?.text, ["and", "or"].contains(word) else {
      throw Misread(.schema, at: "/query/type", "it must be and, or")
    }
    guard let clauses = query["clauses"]?.items, !clauses.isEmpty else {
      throw Misread(.schema, at: "/query/clauses", "a list of clauses is required")
    }
    var events: [String] = []
    var people: [Identifier] = []
    var all: [[Facts]] = []
    for (place, clause) in clauses.enumerated() {
      let read = try Self.clause(clause, at: "/query/clauses/\(place)")
      for event in read.events where !events.contains(event) { events.append(event) }
      if let person = read.person { people.append(person) }
      all.append(read.conditions)
    }
    if people.count == clauses.count, let first = people.first, people.allSatisfy({ $0 == first }) {
      return Asked(person: [first], events: events)
    }
    // One number beside other conditions, or several numbers, are conditions like any other.
    if word == "and" { return Asked(conditions: Rows(all.flatMap { $0 }), events: events) }
    return Asked(
      conditions: Rows(
        all.enumerated().flatMap { number, conditions in
          conditions.map { line in
            var line = line
            if all.count > 1 { line[.alternative] = number + 1 }
            return line
          }
        }), events: events)
  }

  private static func clause(_ clause: JSON, at place: String) throws(Misread)
    -> (events: [String], person: Identifier?, conditions: [Facts])
  {
    guard let members = clause.members else { throw Misread(.schema, at: place, "a clause is an object") }
    let event = clause["eventType"]?.text
    if let event, !Trigger.Action.events.contains(event) { throw Misread(.unknown, at: "\(place)/eventType", "it must be a vital event") }
    let who = event == "death" ? "deceased" : "child"
    var people: [Identifier] = []
    var conditions: [Facts] = []
    for member in members {
      let at = "\(place)/\(member.name)"
      switch member.name {
      case "eventType", "flags", "createdAtLocation", "updatedAt", "trackingId": break
      case "status":
        guard terms(member.value).contains("REGISTERED") else {
          throw Misread(.unknown, at: at, "only what is registered can be searched here")
        }
      case number: people += terms(member.value).map { Identifier(event == "death" ? .drn : .brn, $0) }
      case registered: conditions += try span("registration.date", member.value, at: at)
      case "data":
        for (key, value) in (member.value.members ?? Members()).map({ ($0.name, $0.value) }) {
          if let scheme = Schemes.all.first(where: { "\(who).\($0.key)" == key })?.scheme {
            people += terms(value).map { Identifier(scheme, $0) }
          } else if let fact = births.first(where: { $0.key == key })?.fact, event != "death" {
            conditions += try fact.hasSuffix("date") ? span(fact, value, at: at) : terms(value).map { condition(fact, "eq", $0) }
          } else {
            throw Misread(.unknown, at: "\(at)/\(key)", "no field of the form has that name")
          }
        }
      default: throw Misread(.unknown, at: at, "nothing is searched by it")
      }
    }
    let isByNumber = people.count == 1 && conditions.isEmpty
    conditions += people.map { condition("person.id", "eq", $0.value) }
    return (event.map { [$0] } ?? Trigger.Action.events, isByNumber ? people.first : nil, conditions)
  }

  private static func terms(_ value: JSON) -> [String] {
    value["terms"]?.items?.compactMap(\.text) ?? [value["term"]?.text].compactMap { $0 }
  }
  private static func condition(_ fact: String, _ comparison: String, _ value: String) -> Facts {
    var line = Facts()
    (line[.attribute], line[.comparison], line[.value]) = (fact, comparison, value)
    return line
  }
  private static func span(_ fact: String, _ value: JSON, at place: String) throws(Misread) -> [Facts] {
    switch value["type"]?.text {
    case "exact": return terms(value).map { condition(fact, "eq", $0) }
    case "range":
      return [("ge", value["gte"]?.text), ("le", value["lte"]?.text)].compactMap { word, text in
        text.map { condition(fact, word, String($0.prefix(10))) }
      }
    default: throw Misread(.schema, at: place, "it must be exact, range")
    }
  }
}
