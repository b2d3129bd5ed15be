import Documents
package import Facts

// What it says of itself.
extension BeneficiarySystem {
  package func answer(_ question: Question, at now: WorldInstant) -> Answer {
    let person = question.person.flatMap { file.party($0) }
    switch question.name {
    case "enrolled": return enrolled(person, question.inputs[.programme])
    case "benefit": return benefit(person, question.inputs[.programme])
    case "knows":
      guard let person else { return Answer(nil) }
      return Answer(with { $0.party(person.ids) } == nil ? "unknown" : "knows")
    case "listens":
      let wanted = words(question.inputs["to"])
      return Answer(with { state in wanted.allSatisfy { state.listening.contains($0) } } ? "listens" : "does-not-listen")
    case "account-corrected":
      guard let person else { return Answer(nil) }
      return Answer(with { state in state.corrected.contains { $0.isNamed(by: person.ids) } } ? "account-corrected" : "as-before")
    case "case": return birthCase(person)
    case "overpayment": return overpayment(person, question.inputs[.programme])
    case "task": return task(person)
    case "notice": return notice(person)
    case "application": return application(person, question.inputs[.programme])
    case "line": return line(person, question.inputs)
    case "cycle": return cycle(question.inputs, now)
    case "next-cycle": return nextCycle(question.inputs, now)
    default: return Answer(nil)
    }
  }

  private func enrolled(_ person: Party?, _ programme: String?) -> Answer {
    guard let person, let programme else { return Answer(nil) }
    let enrolment = with { $0.enrolment(of: person.ids, in: ProgrammeCode(programme)) }
    var facts = Facts()
    facts[.enrolmentState] = enrolment?.state.rawValue ?? "not-enrolled"
    // A suspended enrolment is not paid, but has not ended.
    return Answer(enrolment.map { $0.state != .ended } ?? false ? "enrolled" : "not-enrolled", facts)
  }

  /// More exactly than whether somebody is enrolled: who is held for a review has not been put out.
  private func benefit(_ person: Party?, _ programme: String?) -> Answer {
    guard let person, let programme else { return Answer(nil) }
    return Answer(with { $0.enrolment(of: person.ids, in: ProgrammeCode(programme)) }?.state.rawValue ?? "none")
  }

  private func birthCase(_ person: Party?) -> Answer {
    let found = with { state in state.cases.last { $0.birth.subject.isNamed(by: person?.ids ?? []) } }
    guard let found else { return Answer("none") }
    var facts = Facts()
    switch found.state {
    case .open: return Answer("open")
    case .enrolled: return Answer("enrolled")
    case .incomplete(let why):
      facts[.reason] = why
      return Answer("incomplete", facts)
    case .refused(let why):
      facts[.reason] = why
      return Answer("refused", facts)
    }
  }

  private func line(_ person: Party?, _ inputs: Facts) -> Answer {
    let (name, programme) = listInputs(inputs)
    guard let person,
      let line = with({ state in
        // A cycle may have been paid by several lists: the one that is asked for comes first.
        let named = state.lists(name, programme: programme)
        let cycle = named.first.map { state.lists(ofCycleOf: $0) } ?? []
        return (named + cycle).flatMap(\.lines).first { $0.payee.names(person.ids) }
      })
    else { return Answer(nil) }
    var facts = Facts()
    facts[.reference] = line.reference
    facts[.amount] = line.amount
    facts[.settledAmount] = line.settled
    facts[.returnedAmount] = line.returned
    facts[.reason] = line.reason
    return Answer(line.state.rawValue, facts)
  }

  private func cycle(_ inputs: Facts, _ now: WorldInstant) -> Answer {
    let (name, programme) = listInputs(inputs)
    let lists = with { state in state.lists(name, programme: programme).first.map { state.lists(ofCycleOf: $0) } ?? [] }
    var facts = Facts()
    guard !lists.isEmpty else {
      // A cycle in which nothing was due is over on its day.
      guard programme != nil, let first = Day("\(name)-01"), WorldInstant(first, hour: CycleCalendar.hour) <= now else {
        return Answer(nil)
      }
      facts[.paidTotal] = ExactDecimal.zero
      return Answer("closed", facts)
    }
    let account = CycleAccount(lists)
    let lines = lists.flatMap(\.lines)
    facts[.paidTotal] = has(.paidTotalWrong) ? ExactDecimal.sum(lines.map(\.settled)) : account.paid
    facts[.declaredTotal] = account.owed
    let isTaken = lists.contains { $0.standing == .acknowledged }
    let isClosed = !has(.neverCloses) && (account.isClosed || has(.closesEarly) && isTaken)
    return Answer(isClosed ? "closed" : "open", facts)
  }

  private func nextCycle(_ inputs: Facts, _ now: WorldInstant) -> Answer {
    guard let programme = inputs[.programme] ?? inputs["of"]?.description, rules(ProgrammeCode(programme)) != nil else {
      return Answer(nil)
    }
    let next = CycleCalendar.next(after: now)
    var facts = Facts()
    facts[.cycle] = next.name
    facts[.eventDate] = next.day
    facts["at"] = .count(Int(next.at.seconds))
    return Answer(next.name, facts)
  }
}
