import Facts
import Scenarios
import Timeline

// Dialects, and the words of the language.
extension Listing {
  static func dialects(_ cards: [DialectCard]) -> TextTable {
    TextTable(
      ["dialect", "between", "kinds", "faults", "title"],
      cards.map { card in
        [card.name.text, pairs(card).joined(separator: ", "), String(card.carries.count), String(card.faults.count), card.title]
      })
  }

  /// Both directions of two roles are one pair.
  private static func pairs(_ card: DialectCard) -> [String] {
    Knowledge.distinct(card.carries.map { [$0.from.text, $0.to.text].sorted().joined(separator: "-") })
  }

  /// Per dialect and kind the facts that it carries, faults by group, settings.
  static func facts(_ cards: [DialectCard]) -> String {
    cards.map { card in
      var out = "\(card.name)  \(card.title)\n\(card.source)\n\n"
      out += TextTable(
        ["message", "from", "to", "facts"],
        card.carries.flatMap { c in
          [[c.kind.text, c.from.text, c.to.text, c.facts.joined(separator: " ")]]
            + (c.lineFacts.isEmpty ? [] : [["", "", "", "each line: " + c.lineFacts.joined(separator: " ")]])
        }
      ).text()
      for group in [FaultCard.Group.schema, .security, .content] {
        let faults = card.faults.filter { $0.group == group }
        guard !faults.isEmpty else { continue }
        out += "\n" + TextTable(["\(group.rawValue) fault", "what is wrong"], faults.map { [$0.name.text, $0.says] }).text()
      }
      if !card.settings.isEmpty {
        out +=
          "\n"
          + TextTable(
            ["setting", "what it is"],
            card.settings.map { [$0.name, $0.says + ($0.choices.isEmpty ? "" : ": " + $0.choices.joined(separator: ", "))] }
          ).text()
      }
      return out
    }.joined(separator: "\n\n")
  }

  static func steps() -> String {
    var out = TextTable(
      ["step", "what it does; its keys"], StepCard.all.flatMap { [[$0.keyword, $0.says], ["", $0.keys.joined(separator: ", ")]] }
    ).text()
    out += "\nEvery step also has: \(StepCard.common.joined(separator: ", ")), checks, requirement.\n\n"
    var givens: [[String]] = []
    var arrangements: [[String]] = []
    var acts: [[String]] = []
    var probes: [[String]] = []
    for system in Registers.cards() {
      let role = system.role.text
      for g in system.givens { givens.append(["given", "\(role).\(g.name)", g.says + inputs(g.people + g.inputs)]) }
      for a in system.arrangements { arrangements.append(["arrange", "\(role).\(a.subject)", a.forms.joined(separator: "; ")]) }
      for a in system.acts { acts.append(["act", "\(role).\(a.name)", a.says + inputs(a.people + a.inputs)]) }
      for q in system.questions {
        let answers = q.answers.isEmpty ? "" : ": " + q.answers.joined(separator: ", ")
        probes.append(["probe", "\(role).\(q.name)", q.says + answers])
      }
    }
    out += TextTable(["step", "word", "what it is"], givens + arrangements + acts + probes).text()
    return out
  }

  private static func inputs(_ names: [String]) -> String { names.isEmpty ? "" : " (\(names.joined(separator: ", ")))" }
}
