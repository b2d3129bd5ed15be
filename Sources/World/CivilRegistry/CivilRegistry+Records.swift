import Facts
import Population
import Records

extension CivilRegistry {
  /// Answers a search by identifiers or by conditions. Nothing found is an answer too.
  func find(_ message: Message, at now: WorldInstant) -> Reply {
    guard !with({ $0.arranged.isUnavailable(at: now) }) else { return Reply(.failed, reason: "unavailable") }
    do throws(Unfit) {
      let paging = try Paging(message.facts, in: .civil)
      let query = try Query(message.lines, in: .civil)
      if let identifiers = message.facts[.personID], !identifiers.isEmpty, query.isEmpty {
        let one = searched(identifiers, at: now).map { [$0] } ?? []
        let isKind = !one.isEmpty || Attributes.civil.knows(identifiers) || story.people.contains { $0.all.shareScheme(with: identifiers) }
        guard isKind else { return .refused("unknown-id-type") }
        let isTwofold = has(.registersEachReport) && one.contains { record in with { $0.reportedAgain.contains(record.key) } }
        return found(isTwofold ? one + one : one, paging)
      }
      guard !query.isEmpty else { return .refused("no-query") }
      return answer(Search(records: visible(at: now, query), populace: populace, query: query, row: row), paging)
    } catch { return .refused(error.reason) }
  }

  /// The record that identifiers name, as far as it can be found now.
  private func searched(_ identifiers: [Identifier], at now: WorldInstant) -> CivilRecord? {
    if has(.findsNobody) { return nil }
    if has(.ignoresQuery) || has(.findsEverybody) { return with { state in state.records.first { $0.isRegistered } } }
    if has(.showsSealed), var sealed = with({ state in state.records.first { $0.sealed.names(identifiers) } }) {
      (sealed.identifiers, sealed.mother) = (sealed.sealed, story[sealed.key]?.mother)
      return sealed
    }
    if has(.showsCancelled), let cancelled = story.person(named: identifiers).flatMap({ person($0.key) }) {
      if cancelled.birth?.kind == .cancelledBirth { return cancelled }
    }
    // A number that was not handed out yet, or was taken back, is found by this defect alone.
    let unregistered = has(.showsUnregistered) ? story.person(named: identifiers).flatMap { person($0.key) } : nil
    guard let record = with({ $0.record(named: identifiers) }) ?? unregistered ?? stranger(identifiers) else { return nil }
    guard has(.showsUnregistered) ? record.birth != nil : record.isRegistered else { return nil }
    guard !with({ $0.arranged.isHidden(record.key, at: now) }) else { return nil }
    return has(.otherPerson) ? another(than: record) : record
  }

  private func stranger(_ identifiers: [Identifier]) -> CivilRecord? {
    guard let populace else { return nil }
    return identifiers.firstNonNil { populace.place(of: $0) }.map { CivilRecord(populace, at: $0) }
  }

  /// Registered records of the story, without those that are arranged to be missing.
  private func visible(at now: WorldInstant, _ query: Query) -> [CivilRecord] {
    if has(.findsNobody) { return [] }
    let shown = with { state in state.records.filter { self.has(.showsUnregistered) ? $0.birth != nil : $0.isRegistered } }
    return shown.filter { record in
      // Only a search that would have shown the person counts as one of the requests.
      guard query.admits(row(record)) else { return true }
      return !with { $0.arranged.isHidden(record.key, at: now) }
    }
  }

  private func answer(_ search: Search, _ paging: Paging) -> Reply {
    if has(.findsNobody) { return found([], paging) }
    if has(.ignoresQuery) { return found(Array(search.records.prefix(1)), paging) }
    var hits = has(.findsEverybody) ? search.records.indices.map { .record($0) } : search.hits
    if paging.order == [.init(name: "person.birth-date", descending: true)] || paging.order.isEmpty && shows(.youngestFirst) {
      hits.reverse()
    } else if !paging.order.isEmpty, paging.order != [.init(name: "person.birth-date", descending: false)] {
      hits = paging.ordered(hits) { search.record($0).map(row) ?? Facts() }
    }
    guard paging.size != nil || hits.count <= Paging.most else { return .refused("too-many") }
    let window = paging.window(of: hits.count)
    var page = Array(hits[window])
    if has(.repeatsRecords), window.lowerBound > 0, !page.isEmpty { page[0] = hits[window.lowerBound - 1] }
    return paging.reply(page.compactMap { search.record($0) }.map { row($0) }, of: hits.count)
  }

  private func found(_ records: [CivilRecord], _ paging: Paging) -> Reply {
    paging.reply(records[paging.window(of: records.count)].map { row($0) }, of: records.count)
  }

  /// A record in facts: the person, the parents, and the latest event.
  func row(_ record: CivilRecord) -> Facts {
    var facts = Facts()
    if !record.identifiers.isEmpty { facts.add(.personID, record.identifiers) }
    if let number = record.identifiers[.brn] { facts.add(.childBRN, number) }
    if let number = record.identifiers[.drn] { facts.add(.deathDRN, number) }
    facts.add(.personName, record.name.description)
    facts.add(.personSex, record.sex.rawValue)
    facts.add(.personBirthDate, record.born)
    let isKept = has(.keepsFormerMother) && record.later.contains { $0.kind == .adoption }
    if let mother = isKept ? former(of: record) : record.mother.flatMap({ person($0) }) {
      facts.add(.motherID, known(mother))
      facts.add(.motherName, mother.name.description)
      facts.add(.motherBirthDate, mother.born)
    }
    if let father = known(record.father) { facts.add(.fatherID, father) }
    if let spouse = known(record.spouse) { facts.add(.spouseID, spouse) }
    if let event = record.latest {
      facts.add(.eventKind, event.kind.rawValue)
      facts.add(.eventID, event.id)
      facts.add(.eventDate, event.date)
      if let registered = event.registered { facts.add(.registrationDate, registered) }
    }
    return facts
  }
}
