import Documents
import Facts
import Population
import Timeline

// Registers that are searched for those whom a programme is for.
extension BeneficiarySystem {
  /// What a birth opens besides the newborn grant, where the law lets programmes begin by themselves.
  func offer(_ birth: VitalEvent, to mother: Party, _ activity: Activity, _ peers: any Peers) async {
    if let rules = begins(by: .birth) {
      _ = await open(rules, for: birth.subject, payee: mother, isVerified: true, activity, peers)
    }
    guard let rules = begins(by: .birthToOneParent) else { return keep(.birthToOneParent, of: mother, birth) }
    guard !has(.opensNothingForParent) else { return }
    let isAlone = await hasOneParent(birth, activity, peers)
    guard isAlone || has(.countsFathersNot) else { return }
    _ = await open(rules, for: mother, payee: mother, isVerified: true, activity, peers)
  }

  func lookForBirths(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    guard let from = act.inputs["from"].flatMap({ Day($0) }), let to = act.inputs["to"].flatMap({ Day($0) }), from <= to else {
      throw Refused("say from which day to which")
    }
    let rules = try programme(act)
    let first = has(.losesBoundaryDay) ? from.adding(days: 1) : from
    activity.spawn("looks for births") { activity in
      let last = self.has(.takesTheDayAfter) ? to.adding(days: 1) : to
      let conditions = [("person.birth-date", "ge", first.description), ("person.birth-date", "le", last.description)]
      let order = "person.birth-date asc"
      var rows = await self.births(conditions, sortedBy: order, activity, peers)
      if rows.isEmpty, self.has(.widensEmptySearch) {
        rows = await self.search(
          .crvs, [("person.birth-date", "ge", from.adding(months: -1).description)], sortedBy: order, activity, peers)
      }
      var seen: [String] = []
      for row in rows {
        guard let child = Party(record: row), let mother = row[.motherID].flatMap({ ids in self.with { $0.party(ids) } }) else { continue }
        let mark = "\(mother.ids.first?.value ?? "") \(child.born?.description ?? "")"
        if self.has(.mergesTwins), seen.contains(mark) { continue }
        seen.append(mark)
        guard !self.refusesConsent(mother) else {
          if self.has(.keepsWhoRefused) { self.with { $0.know(child) } }
          continue
        }
        guard !self.asksFirst else {
          self.offer(rules, for: child, to: mother, activity, peers)
          continue
        }
        _ = await self.open(rules, for: child, payee: mother, activity, peers)
      }
    }
  }

  /// Those whom the social registry found poorer than the programme's line.
  func lookForHouseholds(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    let rules = try programme(act)
    guard let line = rules.scoreBelow else { throw Refused("\(rules.code) asks for no poverty score") }
    activity.spawn("looks for households") { activity in
      let condition = ("poverty.score", "lt", self.has(.takesAnyScore) ? "100000" : line.text)
      let everybody = ("registration.date", "ge", "1900-01-01")
      let takesMissing = self.has(.takesMissingForPoorest)
      let rows = await self.search(.socialRegistry, [takesMissing ? everybody : condition], sortedBy: nil, activity, peers)
      for row in rows where !takesMissing || row[.povertyScore].map({ $0 < line }) ?? true {
        if self.has(.wantsAHead), let head = row[.headID], !rows.contains(where: { ($0[.personID] ?? []).names(head) }) { continue }
        guard let party = Party(record: row), !self.refusesConsent(party) else { continue }
        let known = self.with { state in
          var known = state.party(party.ids) ?? party
          known.area = party.area
          state.know(known)
          return known
        }
        _ = await self.open(rules, for: known, payee: known, activity, peers)
      }
    }
  }

  /// Being found is no consent: who says no stays out.
  func refusesConsent(_ party: Party) -> Bool {
    with { state in state.refusing.contains { $0.isNamed(by: party.ids) } } && !has(.ignoresConsent)
  }

  /// Records of births, with whose children they are: where a registry does not say so, it is asked mother by mother.
  func births(
    _ conditions: [SearchCondition], sortedBy sort: String?, _ activity: Activity, _ peers: any Peers
  ) async -> [Facts] {
    let rows = await search(.crvs, conditions, sortedBy: sort, activity, peers)
    guard !rows.isEmpty, rows.allSatisfy({ $0[.motherID] == nil }) else { return rows }
    var found: [Facts] = []
    for mother in with({ $0.known.compactMap { $0.ids[.uin] } }) {
      found += await search(.crvs, [("mother.id", "eq", mother)] + conditions, sortedBy: nil, activity, peers)
    }
    return found
  }

  func programme(_ act: Act) throws(Refused) -> ProgrammeRules {
    guard let rules = rules(ProgrammeCode(act.inputs[.programme] ?? "")) else {
      throw Refused("say for which programme; there are \(programmes.map(\.code.text).joined(separator: ", "))")
    }
    return rules
  }

  /// A fact of the record, how it is compared, and with what.
  typealias SearchCondition = (attribute: String, comparison: String, value: String)

  /// Everybody who fits all conditions, page by page, each page once.
  func search(
    _ role: Role, _ conditions: [SearchCondition], sortedBy sort: String?, _ activity: Activity, _ peers: any Peers
  ) async -> [Facts] {
    guard peers.hears(.personRecord, from: .mis, to: role), !has(.searchesNothing) else { return [] }
    let lines = conditions.map { condition in
      var line = Facts()
      line[.attribute] = condition.attribute
      line[.comparison] = condition.comparison
      line[.value] = condition.value
      return line
    }
    let size = policies["page-size"].flatMap { Int($0) } ?? 50
    var found: [Facts] = []
    var page = 0
    var (total, fresh): (Int?, Int) = (nil, 3)
    for _ in 1...1000 {
      page += 1
      var facts = Facts()
      facts[.sort] = sort
      facts[.page] = page
      facts[.pageSize] = size
      let question = Message(.personRecord, from: .mis, to: role, facts: facts, lines: Rows(lines))
      let reply = await ask(question, activity, peers) { $0.taken == .failed && !$0.isUnsayable ? .unavailable : nil }
      // A register that knows no order shows everybody in its own.
      if sort != nil, reply?.isUnsayable == true { return await search(role, conditions, sortedBy: nil, activity, peers) }
      guard let reply, reply.taken == .accepted, !reply.rows.isEmpty else { break }
      // Whoever was entered meanwhile has moved the pages: they are read from the first again.
      if let known = total, let now = reply.facts[.found], now != known, fresh > 0, !has(.missesWhatComesBetween) {
        (total, fresh, page, found) = (nil, fresh - 1, 0, [])
        continue
      }
      total = total ?? reply.facts[.found]
      let isNew = reply.rows.contains { !found.contains($0) }
      found += isNew ? Array(reply.rows) : []
      // Where no total is named, a page that is not full is the last, and so is one that repeats what is known.
      let isAll = !isNew || reply.facts[.found].map { found.count >= $0 } ?? (reply.rows.count != size)
      if isAll || has(.readsFirstPageOnly) { break }
    }
    return found
  }
}

extension Party {
  /// The person of a record that was found; nil where it names nobody.
  init?(record row: Facts) {
    guard let ids = row[.personID] ?? row[.childBRN].map({ [Identifier(.brn, $0)] }), !ids.isEmpty else { return nil }
    self.init(ids, name: row[.personName] ?? "", born: row[.personBirthDate], sex: row[.personSex])
    area = row[.personArea]
  }
}
