import Documents
import Facts

/// The event document of 2.x: an event with all actions on it, each with the part of the declaration that it changed.
struct EventDocument {
  private let json: JSON
  private let isWrapped: Bool

  // MARK: writing

  static func write(_ message: Message, _ action: Trigger.Action, _ stamp: Stamp) -> JSON {
    let facts = message.facts
    let now = stamp.wire.description
    let number = action.event == "death" ? facts[.deathDRN] : facts[.childBRN] ?? facts[.personID]?[.brn]
    let registered = facts[.registrationDate].map(Days.moment) ?? now
    var actions = [step("CREATE", "Accepted", registered, stamp)]
    let declaration = declaration(message)
    if action.name == "NOTIFY" {
      actions.append(step("NOTIFY", "Accepted", now, stamp, declaration))
    } else {
      actions.append(step("DECLARE", "Accepted", registered, stamp, declaration))
      // A registration is asked for by its trigger; in all that comes later it has happened.
      let isNow = action.name == "REGISTER"
      actions.append(step("REGISTER", isNow ? "Requested" : "Accepted", registered, stamp, number: number))
      if !isNow { actions.append(step(action.name, "Requested", now, stamp)) }
    }
    return .object(of: [
      ("id", .text(facts[.eventID])), ("type", .string(action.event)), ("createdAt", .string(registered)), ("updatedAt", .string(now)),
      ("trackingId", .string(String((facts[.eventID] ?? "").filter(\.isHexDigit).uppercased().prefix(6)))), ("actions", .array(actions)),
    ])
  }

  private static func step(
    _ type: String, _ status: String, _ at: String, _ stamp: Stamp, _ declaration: JSON = [:], number: String? = nil
  ) -> JSON {
    .object(of: [
      ("id", .string(stamp.id("action"))), ("transactionId", .string(stamp.id("transaction"))), ("type", .string(type)),
      ("status", .string(status)), ("createdAt", .string(at)), ("createdBy", "registrar"), ("createdByUserType", "user"),
      ("createdByRole", "LOCAL_REGISTRAR"), ("createdAtLocation", "office"), ("declaration", declaration),
      ("registrationNumber", .text(number)),
    ])
  }

  /// A flat map with dotted keys. Which keys there are is a country's choice; these are the usual ones.
  static func declaration(_ message: Message) -> JSON {
    let facts = message.facts
    var map = Members()
    func add(_ who: String, as key: String, born: Day?) {
      if let name = facts["\(who).name"].flatMap({ String($0) }).map(Names.parts) {
        map["\(key).name"] = ["firstname": .string(name.given), "surname": .string(name.family)]
      }
      if let born { map["\(key).dob"] = .string(born.description) }
      if let sex = facts["\(who).sex"].flatMap({ String($0) }) { map["\(key).gender"] = .string(sex) }
      for identifier in facts["\(who).id"].flatMap({ [Identifier]($0) }) ?? [] {
        guard let known = Schemes.all.first(where: { $0.scheme == identifier.scheme }) else { continue }
        if who == "child", known.scheme == .brn { continue }
        map["\(key).\(known.key)"] = .string(identifier.value)
      }
    }
    switch message.kind {
    case .birthRegistered, .birthNotified, .birthCancelled:
      add("child", as: "child", born: facts[.eventDate])
      add("mother", as: "mother", born: facts[.motherBirthDate])
      add("father", as: "father", born: nil)
    case .deathRegistered, .deathCancelled:
      add("person", as: "deceased", born: facts[.personBirthDate])
      add("spouse", as: "spouse", born: nil)
      if let died = facts[FactName<Day>.eventDate.text] { map["eventDetails.date"] = .string(died.description) }
    default:
      add("person", as: "child", born: facts[.personBirthDate])
      add("mother", as: "mother", born: nil)
    }
    return .object(map)
  }

  // MARK: reading

  /// Bare, as the code posts it, or within `event`, as the published description has it.
  init(parsing body: [UInt8]) throws(Misread) {
    let whole: JSON
    do throws(JSONRefusal) { whole = try JSON(parsing: body) } catch { throw Misread(.syntax, at: "", error.description) }
    guard whole.members != nil else { throw Misread(.schema, at: "", "the body must be an event document") }
    isWrapped = whole["event"]?.members != nil && whole["actions"] == nil
    json = isWrapped ? whole["event"] ?? whole : whole
  }

  var id: String? { json["id"]?.text }
  private var actions: [JSON] { json["actions"]?.items ?? [] }
  private var registration: JSON? { actions.last { $0["type"]?.text == "REGISTER" && $0["status"]?.text != "Rejected" } }
  var registrationNumber: String? { actions.compactMap { $0["registrationNumber"]?.text }.last }

  func check(event: String) throws(Misread) {
    guard id?.isEmpty == false else { throw Misread(.schema, at: "/id", "it is required") }
    guard json["type"]?.text == event else { throw Misread(.schema, at: "/type", "it must be \(event), as the path says") }
    guard let actions = json["actions"]?.items, !actions.isEmpty else {
      throw Misread(.schema, at: "/actions", "a list of actions is required")
    }
    for (place, action) in actions.enumerated() {
      guard let type = action["type"]?.text, Trigger.Action.names.contains(type) else {
        throw Misread(.schema, at: "/actions/\(place)/type", "it must be a type of action")
      }
      if let declaration = action["declaration"], declaration.members == nil {
        throw Misread(.schema, at: "/actions/\(place)/declaration", "it must be an object")
      }
    }
  }

  func oddities(_ action: String) -> [String] {
    var odd = isWrapped ? ["opencrvs.document-wrapped"] : []
    if actions.last?["type"]?.text != action { odd.append("opencrvs.action-not-last") }
    return odd
  }

  var ids: [(kind: String, value: String)] {
    let ids = [("message", actions.last?["transactionId"]?.text), ("reference", json["trackingId"]?.text)]
    return ids.compactMap { pair in pair.1.map { (pair.0, $0) } }
  }

  /// The declaration as all actions together leave it; null clears.
  private var declaration: Members {
    var map = Members()
    for action in actions where action["status"]?.text != "Rejected" {
      for member in action["declaration"]?.members ?? Members() { map[member.name] = member.value.isNull ? nil : member.value }
    }
    return map
  }

  func facts(_ action: Trigger.Action) -> Facts {
    Self.facts(
      of: declaration, action, Registration(event: id, number: registrationNumber, day: Days.read(registration?["createdAt"])))
  }

  /// What stands beside the declaration.
  struct Registration {
    let event: String?
    let number: String?
    let day: Day?
  }

  static func facts(of map: Members, _ action: Trigger.Action, _ registration: Registration) -> Facts {
    let registrationNumber = registration.number
    func text(_ key: String) -> String? { map[key]?.text }
    func name(_ who: String) -> String? {
      let name = map["\(who).name"]
      return name?.text ?? Names.full([name?["firstname"]?.text, name?["middlename"]?.text, name?["surname"]?.text])
    }
    func ids(_ who: String) -> [Identifier] {
      Schemes.all.compactMap { entry in text("\(who).\(entry.key)").map { Identifier(entry.scheme, $0) } }
    }
    func some(_ ids: [Identifier]) -> [Identifier]? { ids.isEmpty ? nil : ids }

    var facts = Facts()
    facts[.eventKind] = action.word
    facts[.eventID] = registration.event
    facts[.registrationDate] = registration.day
    if action.event == "birth", action.kind != .recordCorrected {
      facts[.eventDate] = Days.read(map["child.dob"])
      facts[.childID] = some(ids("child").filter { $0.scheme != .brn } + (registrationNumber.map { [Identifier(.brn, $0)] } ?? []))
      (facts[.childBRN], facts[.childName], facts[.childSex]) = (registrationNumber, name("child"), text("child.gender"))
      facts[.motherID] = some(ids("mother"))
      (facts[.motherName], facts[.motherBirthDate]) = (name("mother"), Days.read(map["mother.dob"]))
      facts[.fatherID] = some(ids("father"))
    } else {
      let who = action.event == "death" ? "deceased" : "child"
      let isDeath = action.event == "death" && action.kind != .recordCorrected
      facts[.eventDate] = isDeath ? Days.read(map["eventDetails.date"]) : facts[.registrationDate]
      // A child that has no other number is known by that of the record.
      let number = action.event == "birth" ? registrationNumber.map { Identifier(.brn, $0) } : nil
      facts[.personID] = some(ids(who) + [number].compactMap(\.self).filter { !ids(who).contains($0) })
      if action.event == "birth" { (facts[.motherID], facts[.motherName]) = (some(ids("mother")), name("mother")) }
      if isDeath {
        facts[.deathDRN] = registrationNumber
        facts[.spouseID] = some(ids("spouse"))
      }
      (facts[.personName], facts[.personSex], facts[.personBirthDate]) = (name(who), text("\(who).gender"), Days.read(map["\(who).dob"]))
    }
    return facts
  }
}
