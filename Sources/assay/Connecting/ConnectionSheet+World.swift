import Conformance
import Documents
import Facts
import Population
import Sandbox
import Scenarios
import Timeline

// People, acts, codes: what the stories bring with them.
extension ConnectionSheet.Maker {
  /// What it has to ask to be told of.
  func subscriptions(_ role: TargetFile.RoleDecl) -> ConnectionSheet.Part {
    let rows = pairs(role).flatMap { pair in
      pair.edges.filter { $0.to == role.role && $0.kinds.contains(.subscription) }.flatMap { edge in
        told(on: edge, pair.dialect).map { kind in
          [edge.name.text, kind.text, word(for: kind), MessageCatalogue.entry(kind)?.says ?? ""]
        }
      }
    }
    return .init(
      title: "What \(role.role) subscribes to", says: "Ask to be told of these, at the address above, before the first story.",
      head: ["edge", "message", "its code", "says"], rows: rows)
  }

  private func told(on edge: Edge, _ dialect: any Dialect) -> [MessageKind] {
    let asked = suites.flatMap(\.pages).flatMap(\.base.edges).filter { $0.name.text == edge.name.text }.flatMap(\.kinds)
    let ofSubscribing: [MessageKind] = [.subscription, .subscriptionEnded]
    return edge.kinds.filter { kind in
      !ofSubscribing.contains(kind) && asked.contains(kind) && dialect.card.carries.contains { $0.kind == kind }
    }
  }

  private func share(_ share: Programme.Share?) -> String {
    switch share {
    case .child: " for each child"
    case .member: " for each of the household"
    case nil: ""
    }
  }

  private func word(for kind: MessageKind) -> String {
    let event = kind.text.split(separator: "-").first.map(String.init) ?? kind.text
    return target.vocabulary.first { $0.group == "event-type" && $0.ours == event }?.theirs ?? "as the protocol has it"
  }

  func people(_ role: TargetFile.RoleDecl) -> ConnectionSheet.Part {
    // Stories that it takes no part in need nobody there.
    let pages = suites.flatMap(\.pages).filter { $0.base.mayBeReal.contains(role.role) }
    let cast = pages.flatMap { page in page.base.people.map { ($0.archetype, page.base.id.text) } }
    let keys = Knowledge.distinct(cast.map(\.0))
    let rows = keys.compactMap { key -> [String]? in
      guard let a = population.archetype(ArchetypeKey(key)) else { return nil }
      let pages = Knowledge.distinct(cast.filter { $0.0 == key }.map(\.1)).joined(separator: ", ")
      let knows = KnownTo(role: role.role).map { a.knownTo.contains($0) } ?? false
      return [
        key, a.says, (a.identifiers.map(\.text) + a.pending.map { "(\($0))" }).joined(separator: " "),
        knows ? "known before" : "not known before", pages,
      ]
    }
    return .init(title: "People for \(role.role)", says: loading(), head: ["person", "is", "has", "to it", "for"], rows: rows)
  }

  private func loading() -> String {
    let rules = target.people.rules.entries.prefix(4).map { "\($0.scheme): \($0.rule)" }.joined(separator: "; ")
    if target.people.kind != .mint {
      return
        "You lend them: \(counted(target.people.pool.count, "person", "people")) so far. "
        + "Each story needs people who are so before it begins; "
        + "`assay people SUITE --target \(file)` says who will be whom. Each is used once."
    }
    return "We make them; `assay people SUITE --target \(file) --seed S` writes them to load. Numbers: \(rules)."
  }

  /// What only its own side can do, and by whom it is done.
  func acts(_ role: TargetFile.RoleDecl, _ needs: TargetNeeds) -> ConnectionSheet.Part {
    let card = RegisterCard.of(role.role)
    let rows = needs.acts.map { need -> [String] in
      let act = card?.act(need.name)
      let by =
        target.isByAccount(need.name, of: role.role)
        ? "by the payee's account"
        : target.hook(need.name).map { "\($0.method) \($0.path)" } ?? (target.operatorRole.map { "by hand: \($0)" } ?? "nobody yet")
      let with = ((act?.people ?? []) + (act?.inputs ?? [])).joined(separator: ", ")
      return [need.name, by, act?.says ?? "", with, (act?.gives ?? []).joined(separator: ", "), need.by]
    }
    return .init(
      title: "What is done at \(role.role)", says: "By a call, or by a person from the run sheet (`assay run --plan`).",
      head: ["act", "how", "what", "with", "note down", "for"], rows: rows)
  }

  /// Payees whom its test system treats in a way of their own.
  func outcomes(_ role: TargetFile.RoleDecl) -> ConnectionSheet.Part {
    .init(
      title: "What \(role.role) does by the payee's account",
      says: "We give the payees of stories accounts that end so; to all others it pays.",
      head: ["it", "where the account ends with"], rows: role.role == .payments ? target.outcomes.map { [$0.does, $0.suffix] } : [])
  }

  func questions(_ role: TargetFile.RoleDecl, _ needs: TargetNeeds) -> ConnectionSheet.Part {
    let card = RegisterCard.of(role.role)
    let rows = needs.questions.map { need -> [String] in
      let ladder = target.observers.first { $0.question == "\(role.role).\(need.name)" }?.ladder ?? []
      let question = card?.questions.first { $0.name == need.name }
      return [
        need.name, ladder.isEmpty ? "nobody: it stays unseen" : ladder.map(\.words).joined(separator: ", then "), question?.says ?? "",
        (question?.answers ?? []).joined(separator: ", "), need.by,
      ]
    }
    return .init(
      title: "What is asked of \(role.role)", says: "A person's word never satisfies a gate.",
      head: ["question", "who says", "what", "answers", "for"], rows: rows)
  }

  var codes: ConnectionSheet.Part {
    .init(
      title: "Code lists", says: "Our word, and yours for it.", head: ["list", "ours", "yours"],
      rows: target.vocabulary.map { [$0.group, $0.ours, $0.theirs] })
  }

  var programmes: ConnectionSheet.Part {
    .init(
      title: "Programmes", says: "Set them up as they are here.", head: ["programme", "yours", "title", "pays", "how often", "to whom"],
      rows: population.programmes.map { p in
        [
          p.code.text, target.theirs("programme", p.code.text), p.title,
          "\(p.amount.text) \(p.currency)\(share(p.share))",
          p.frequency.rawValue, p.payee.rawValue,
        ]
      })
  }

  var limits: ConnectionSheet.Part {
    .init(
      title: "What we keep to", says: "Counted on our side, for everything that we send.", head: ["limit", "value"],
      rows: [
        ["requests at once", target.limits.atOnce.map(String.init) ?? "no limit declared"],
        ["requests a second", target.limits.perSecond.map(String.init) ?? "no limit declared"],
        ["malformed and forged messages", target.limits.hostileInput ? "allowed" : "not sent"],
        ["money", target.limits.isTestMoney ? "test money only" : "not declared"],
        ["environment", target.environment],
      ])
  }
}

extension TargetFile.ObserverDecl {
  /// `payment-list (A)`, with the grade of what it says.
  var words: String {
    switch form {
    case .paymentList: "its payment lists (A)"
    case .get(let path, _, _, _, _, let grade): "GET \(path) (\(grade == .b ? "B" : "C"))"
    case .person: "a person (D)"
    }
  }
}
