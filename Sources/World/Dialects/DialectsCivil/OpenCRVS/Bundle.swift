import Documents
import Facts

/// The FHIR-like document of 1.x: a Composition whose sections say who is who, the people, and a Task with the state of the record.
struct Bundle {
  private static let specs = "http://opencrvs.org/specs"
  private let resources: [(reference: String, url: String?, json: JSON)]
  func first(_ type: String) -> JSON? { resources.first { $0.json["resourceType"]?.text == type }?.json }

  // MARK: writing

  static func write(_ message: Message, _ stamp: Stamp) -> JSON {
    let facts = message.facts
    let isBirth = message.kind == .birthRegistered
    let word = message.kind == .deathRegistered ? "death" : "birth"
    var people: [(section: String, patient: JSON)] = []
    let subject = isBirth ? "child" : "person"
    let born = facts[isBirth ? "event.date" : "person.birth-date"].flatMap { Day($0) }
    let died = message.kind == .deathRegistered ? facts[FactName<Day>.eventDate.text]?.description : nil
    people.append((word == "death" ? "deceased-details" : "child-details", patient(facts, subject, born: born, died: died)))
    if facts[.motherID] != nil || facts[.motherName] != nil {
      people.append(("mother-details", patient(facts, "mother", born: facts[.motherBirthDate], died: nil)))
    }
    if word == "death", facts[.spouseID] != nil { people.append(("spouse-details", patient(facts, "spouse", born: nil, died: nil))) }
    if facts[.fatherID] != nil { people.append(("father-details", patient(facts, "father", born: nil, died: nil))) }

    let record = facts[.eventID] ?? stamp.id("record")
    var entries: [JSON] = []
    var sections: [JSON] = []
    for (section, patient) in people {
      let id = stamp.id("patient")
      sections.append([
        "code": ["coding": [["system": "http://opencrvs.org/doc-sections", "code": .string(section)]]],
        "entry": [["reference": .string("Patient/\(id)")]],
      ])
      entries.append(entry(patient, "Patient", id))
    }
    let composition: JSON = [
      "status": "final", "type": ["coding": [["system": "http://opencrvs.org/doc-types", "code": .string("\(word)-declaration")]]],
      "date": .string(stamp.wire.description), "section": .array(sections),
    ]
    let all = [entry(composition, "Composition", record)] + entries + [entry(task(message, word, record), "Task", stamp.id("task"))]
    return ["resourceType": "Bundle", "type": "document", "entry": .array(all)]
  }

  private static func entry(_ resource: JSON, _ type: String, _ id: String) -> JSON {
    var resource = resource
    resource["resourceType"] = .string(type)
    resource["id"] = .string(id)
    return ["fullUrl": .string("\(type)/\(id)"), "resource": resource]
  }

  private static func patient(_ facts: Facts, _ who: String, born: Day?, died: String?) -> JSON {
    let identifiers = facts["\(who).id"].flatMap { [Identifier]($0) } ?? []
    let name = facts["\(who).name"].flatMap { String($0) }.map(Names.parts)
    return .object(of: [
      ("identifier", identifiers.isEmpty ? nil : .array(identifiers.map { identifier($0) })),
      ("name", name.map { [["use": "en", "given": [.string($0.given)], "family": .string($0.family)]] }),
      ("gender", .text(facts["\(who).sex"].flatMap { String($0) })), ("birthDate", .text(born?.description)),
      ("deceasedBoolean", died.map { _ in true }), ("deceasedDateTime", .text(died)),
    ])
  }
  private static func identifier(_ id: Identifier) -> JSON {
    let type: JSON = ["coding": [["system": .string("\(specs)/identifier-type"), "code": .string(Schemes.code(id.scheme))]]]
    return ["value": .string(id.value), "type": type]
  }

  private static func task(_ message: Message, _ word: String, _ record: String) -> JSON {
    let number = word == "death" ? message.facts[.deathDRN] : message.facts[.childBRN] ?? message.facts[.personID]?[.brn]
    let status = message.kind == .recordCorrected ? "CORRECTED" : "REGISTERED"
    return .object(of: [
      ("status", "ready"), ("code", ["coding": [["system": .string("\(specs)/types"), "code": .string(word.uppercased())]]]),
      ("focus", ["reference": .string("Composition/\(record)")]),
      ("businessStatus", ["coding": [["system": .string("\(specs)/reg-status"), "code": .string(status)]]]),
      ("identifier", number.map { [["system": .string("\(specs)/id/\(word)-registration-number"), "value": .string($0)]] }),
      ("lastModified", message.facts[.registrationDate].map { .string(Days.moment($0)) }),
    ])
  }

  // MARK: reading

  init?(_ json: JSON) {
    guard json["resourceType"]?.text == "Bundle", let entries = json["entry"]?.items, !entries.isEmpty else { return nil }
    resources = entries.compactMap { entry in
      guard let resource = entry["resource"], let type = resource["resourceType"]?.text else { return nil }
      return ("\(type)/\(resource["id"]?.text ?? "")", entry["fullUrl"]?.text, resource)
    }
  }

  func facts(_ kind: MessageKind, _ odd: inout [String]) -> Facts {
    var facts = Facts()
    let task = first("Task")
    if task == nil { odd.append("opencrvs.no-task") }
    facts[.eventID] = first("Composition")?["id"]?.text
    facts[.registrationDate] = Days.read(task?["lastModified"])
    let isDeath = kind == .deathRegistered || resources.contains { $0.json["deceasedDateTime"] != nil }
    let subject = person(isDeath ? "deceased-details" : "child-details", &odd)
    let identifiers = subject.map { ids($0, &odd) } ?? []
    let born = Days.read(subject?["birthDate"])
    if kind == .birthRegistered {
      facts[.eventKind] = "live-birth"
      facts[.eventDate] = born
      let number = registrationNumber(task, "birth") ?? identifiers[.brn]
      facts[.childID] = with(number.map { Identifier(.brn, $0) }, identifiers)
      facts[.childBRN] = number
      (facts[.childName], facts[.childSex]) = (name(subject), subject?["gender"]?.text)
      let mother = person("mother-details", &odd)
      facts[.motherID] = with(nil, mother.map { ids($0, &odd) } ?? [])
      (facts[.motherName], facts[.motherBirthDate]) = (name(mother), Days.read(mother?["birthDate"]))
      facts[.fatherID] = with(nil, person("father-details", &odd).map { ids($0, &odd) } ?? [])
    } else {
      facts[.eventKind] = kind == .deathRegistered ? "death" : "correction"
      facts[.eventDate] = kind == .deathRegistered ? Days.read(subject?["deceasedDateTime"]) : facts[.registrationDate]
      facts[.personID] = with(nil, identifiers.filter { $0.scheme != .drn })
      if kind == .deathRegistered {
        facts[.deathDRN] = registrationNumber(task, "death") ?? identifiers[.drn]
        facts[.spouseID] = with(nil, person("spouse-details", &odd).map { ids($0, &odd) } ?? [])
      }
      if kind == .recordCorrected, let mother = person("mother-details", &odd) {
        (facts[.motherID], facts[.motherName]) = (with(nil, ids(mother, &odd)), name(mother))
      }
      (facts[.personName], facts[.personSex], facts[.personBirthDate]) = (name(subject), subject?["gender"]?.text, born)
    }
    return facts
  }

  /// The patient of a section: by its reference, through a RelatedPerson where that stands between, or by the relationship alone.
  func person(_ section: String, _ odd: inout [String]) -> JSON? {
    let sections = first("Composition")?["section"]?.items ?? []
    let named = sections.first { part in
      part["code"]?["coding"]?.items?.contains { $0["code"]?.text == section } ?? false
    }
    if let reference = named?["entry"]?[0]?["reference"]?.text { return resolved(reference) }
    if !sections.isEmpty { return nil }
    odd.append("opencrvs.no-sections")
    let relation = section.prefix { $0 != "-" }.uppercased()
    let related = resources.first { entry in
      entry.json["relationship"]?["coding"]?.items?.contains { $0["code"]?.text == relation } ?? false
    }
    if let reference = related?.json["patient"]?["reference"]?.text { return resolved(reference) }
    return ["CHILD", "DECEASED"].contains(relation) ? first("Patient") : nil
  }
  private func resolved(_ reference: String) -> JSON? {
    let found = resource(reference)
    guard found?["resourceType"]?.text == "RelatedPerson", let next = found?["patient"]?["reference"]?.text else { return found }
    // One step only: a reference that leads back here would never end.
    return resource(next).flatMap { $0["resourceType"]?.text == "Patient" ? $0 : nil }
  }

  /// By `Patient/1`, wherever it lies, or by a name within the bundle.
  private func resource(_ reference: String) -> JSON? {
    if reference.hasPrefix("urn:") { return resources.first { $0.url == reference }?.json }
    let tail = reference.split(separator: "/").suffix(2).joined(separator: "/")
    return resources.first { $0.reference == tail }?.json
  }

  func ids(_ patient: JSON, _ odd: inout [String]) -> [Identifier] {
    (patient["identifier"]?.items ?? []).compactMap { item in
      guard let value = item["value"]?.text, !value.isEmpty else { return nil }
      // 1.6's own page writes the type as a text; what is delivered has a coding.
      if let bare = item["type"]?.text {
        odd.append("opencrvs.identifier-type-as-text")
        return Identifier(Schemes.scheme(bare), value)
      }
      return item["type"]?["coding"]?[0]?["code"]?.text.map { Identifier(Schemes.scheme($0), value) }
    }
  }
  func name(_ patient: JSON?) -> String? {
    let name = patient?["name"]?[0]
    let given = name?["given"]?.items?.compactMap(\.text) ?? [name?["given"]?.text].compactMap { $0 }
    let family = name?["family"]?.items?.compactMap(\.text) ?? [name?["family"]?.text].compactMap { $0 }
    return Names.full(given + family)
  }
  private func registrationNumber(_ task: JSON?, _ word: String) -> String? {
    task?["identifier"]?.items?.first { $0["system"]?.text?.hasSuffix("\(word)-registration-number") ?? false }?["value"]?.text
  }
  private func with(_ number: Identifier?, _ identifiers: [Identifier]) -> [Identifier]? {
    let all = identifiers.filter { $0.scheme != number?.scheme } + (number.map { [$0] } ?? [])
    return all.isEmpty ? nil : all
  }
}
