import Facts
import Population
import Timeline

/// What changes in a message on its way to or from a vendor: its own words, and no day after its today.
extension World {
  /// As a real actor must be told.
  func outward(_ message: Message, to role: Role) -> Message {
    guard isReal(role) else { return message }
    var told = message
    let today = today(of: role)
    told.facts = outward(message.facts, today)
    told.lines = Rows(message.lines.map { outward($0, today) })
    return told
  }
  func outward(_ reply: Reply, to role: Role) -> Reply {
    guard isReal(role) else { return reply }
    var told = reply
    let today = today(of: role)
    told.facts = outward(reply.facts, today)
    told.rows = Rows(reply.rows.map { outward($0, today) })
    return told
  }

  /// As the story says it.
  func inward(_ message: Message) -> Message {
    guard isReal(message.from) || isReal(message.to) else { return message }
    var heard = message
    heard.facts = inward(message.facts)
    heard.lines = Rows(message.lines.map(inward))
    // A clock that an earlier story put forward may be there still: what happened on its today happened on ours.
    let ours = max(timeline.now.day, timeline.wire.day)
    if isReal(message.from), let theirs = clocks.latest(message.from, WorldInstant(seconds: timeline.wire.seconds)), theirs > ours {
      heard.facts = heard.facts.dated(theirs, as: ours)
      heard.lines = Rows(heard.lines.map { $0.dated(theirs, as: ours) })
    }
    return heard
  }

  private func outward(_ facts: Facts, _ today: Day) -> Facts {
    facts.mapped { name, value in
      switch value {
      case .day(let day): .day(min(day, today))
      case .text(let text): .text(vocabulary.theirs(name, text))
      default: value
      }
    }
  }
  private func inward(_ facts: Facts) -> Facts {
    facts.mapped { name, value in
      guard case .text(let text) = value else { return value }
      guard name == FactName.programme.text, let meant = vocabulary.recognised(name, text, among: programmes) else {
        return .text(vocabulary.ours(name, text))
      }
      return .text(meant)
    }
  }
  private var programmes: [String] { story.programmes.map(\.code.text) }

  /// A word of a real system that its target does not declare, and that was understood all the same; with what it was taken for.
  func undeclared(_ message: Message) -> (word: String, meant: String)? {
    guard isReal(message.from), let word = message.facts[.programme] else { return nil }
    return vocabulary.recognised(FactName.programme.text, word, among: programmes).map { (word, $0) }
  }
}

extension Facts {
  /// Days on which something has happened, after ours and not after a vendor's today, are ours.
  fileprivate func dated(_ theirs: Day, as ours: Day) -> Facts {
    mapped { name, value in
      guard case .day(let day) = value, day > ours, day <= theirs, Vocabulary.happened.contains(name) else { return value }
      return .day(ours)
    }
  }
  fileprivate func mapped(_ change: (String, FactValue) -> FactValue) -> Facts {
    var all = Facts()
    for e in entries { all[e.name] = change(e.name, e.value) }
    return all
  }
}
