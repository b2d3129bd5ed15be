package import Facts
package import Population
import Synchronization
package import Timeline

/// The account mapper: into which account each person is paid, by the latest word of those who may say so.
///
/// Whoever has an account that the payment providers know is linked from the start.
package final class AccountMapper: Register {
  private struct Entry: Sendable {
    let who: Party
    /// nil once the person is unlinked.
    var account: Account?
  }
  /// Somebody by their numbers, and who gave those, where it is said: two that give numbers may give the same one.
  private struct Party: Sendable {
    let ids: [Identifier]
    let provider: String?
    func names(_ other: Party) -> Bool {
      ids.names(other.ids) && (provider == nil || other.provider == nil || provider == other.provider)
    }
    /// Capitals and small letters mean the same.
    var folded: Party { Party(ids: ids.folded, provider: provider?.lowercased()) }
  }
  private struct Account: Sendable {
    let ids: [Identifier]
    let provider: String?
    func names(_ other: Account) -> Bool {
      ids.folded.names(other.ids.folded) && provider?.lowercased() == other.provider?.lowercased()
    }
  }
  private let story: Story
  private let deviations: Set<String>
  private let entries = Mutex<[Entry]>([])

  package init(story: Story, deviations: Set<String> = []) {
    self.story = story
    self.deviations = deviations
  }

  package var card: RegisterCard { .accountMapper }
  private func has(_ defect: MapperDefect) -> Bool { deviations.contains(defect.rawValue) }

  package func take(_ message: Message, _ activity: Activity, _ peers: any Peers) async -> Reply {
    let named = message.facts[.account].map { Account(ids: $0, provider: message.facts[.accountProvider]) }
    guard let ids = message.facts[.personID], !ids.isEmpty else {
      guard message.kind == .accountResolve, let named else { return .refused("incomplete-message") }
      return isKnown(named) ? Self.named(named) : .refused("unknown-account")
    }
    let person = Party(ids: ids, provider: message.facts[.personProvider]).folded
    switch message.kind {
    case .accountLink, .accountUpdate:
      guard let named, !named.ids.isEmpty else { return .refused("incomplete-message") }
      // Both say where somebody is paid from now on; an update needs somebody to be there.
      guard message.kind == .accountLink || self.account(of: person) != nil else { return .refused("unknown-person") }
      if message.kind == .accountLink || !has(.keepsOldAccounts) { set(person, named) }
      return .accepted
    case .accountUnlink:
      guard account(of: person) != nil else { return .refused("unknown-person") }
      if !has(.keepsUnlinked) { set(person, nil) }
      return .accepted
    case .accountResolve:
      guard let account = has(.mixesPeopleUp) ? account(ofSomebodyBut: person) : account(of: person) else {
        return .refused("unknown-person")
      }
      // Whoever brings an address asks whether it is that person's.
      if let named, !account.names(named) { return .refused("not-linked") }
      return Self.named(account)
    default: return .refused("unknown-kind")
    }
  }

  package func act(_ act: Act, _ activity: Activity, _ peers: any Peers) async throws(Refused) -> Facts {
    guard act.name == "retire" else { throw Refused("the account mapper has no act \"\(act.name)\"; it has retire") }
    return Facts()
  }

  package func answer(_ question: Question, at now: WorldInstant) -> Answer {
    guard question.name == "account", let person = question.person.flatMap({ story[$0] }) else { return Answer(nil) }
    guard let account = account(of: Party(ids: person.all, provider: nil)) else { return Answer("not-linked") }
    var facts = Facts()
    facts[.account] = account.ids
    facts[.accountProvider] = account.provider
    return Answer("linked", facts)
  }

  private static func named(_ account: Account) -> Reply {
    var facts = Facts()
    facts[.account] = account.ids
    facts[.accountProvider] = account.provider
    return Reply(.accepted, facts: facts)
  }

  /// Whether anybody is paid there.
  private func isKnown(_ account: Account) -> Bool {
    let moved = entries.withLock { entries in entries.contains { $0.account?.names(account) == true } }
    return moved || story.people.contains { self.account(of: Party(ids: $0.all, provider: nil))?.names(account) == true }
  }

  private func account(of person: Party) -> Account? {
    let all = entries.withLock { $0 }
    let own = all.first { $0.who.ids.names(person.ids) && $0.who.provider == person.provider }
    if let entry = own ?? all.first(where: { $0.who.names(person) }) { return entry.account }
    // A number of the story that somebody else has given out too is not that person's.
    guard !all.contains(where: { $0.who.ids.names(person.ids) }) else { return nil }
    let accounts = story.person(named: person.ids)?.identifiers.filter { $0.scheme == .account } ?? []
    return accounts.isEmpty ? nil : Account(ids: accounts, provider: nil)
  }

  private func account(ofSomebodyBut person: Party) -> Account? {
    let others = story.people.filter { !$0.all.names(person.ids) }
    let theirs = others.lazy.map { $0.identifiers.filter { $0.scheme == .account } }.first { !$0.isEmpty }
    return theirs.map { Account(ids: $0, provider: nil) } ?? account(of: person)
  }

  private func set(_ person: Party, _ account: Account?) {
    // One number of a person stands for all of them.
    let known = Party(ids: story.person(named: person.ids)?.all ?? person.ids, provider: person.provider)
    entries.withLock { entries in
      entries.removeAll { $0.who.names(known) }
      entries.append(Entry(who: known, account: account))
    }
  }
}

extension [Identifier] {
  fileprivate var folded: [Identifier] { map { Identifier($0.scheme, $0.value.lowercased()) } }
}

/// Wrong behaviours of an account mapper. Each breaks the requirement that it names.
package enum MapperDefect: String, CaseIterable, Sendable {
  case keepsOldAccounts = "keeps-old-accounts"
  case keepsUnlinked = "keeps-unlinked"
  case mixesPeopleUp = "mixes-people-up"

  package var says: String {
    switch self {
    case .keepsOldAccounts: "breaks MAP-UPDATE: takes an update, and still names the account of before"
    case .keepsUnlinked: "breaks MAP-UNLINK: takes an unlinking, and still names the account"
    case .mixesPeopleUp: "breaks MAP-RESOLVE: names the account of somebody else"
    }
  }
}

extension RegisterCard {
  /// What the account mapper can do.
  package static let accountMapper = RegisterCard(
    role: .mapper, title: "Account mapper",
    acts: [ActCard("retire", people: ["people"], "nothing is left to do at the end of a story")],
    questions: [QuestionCard("account", answers: ["linked", "not-linked"], "into which account the person is paid")],
    defects: MapperDefect.allCases.map { DeviationCard($0.rawValue, $0.says) })
}
