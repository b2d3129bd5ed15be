import Facts
import PaymentSwitch
import SourceText

// `outcomes: { refuses account-closed: { payee-suffix: "0404" } }`: payment systems whose test system decides by the payee's account.
extension TargetLoader {
  mutating func outcomes(_ node: Node?, _ roles: [TargetFile.RoleDecl]) -> [TargetFile.Outcome] {
    guard let node, let entries = node.entries else { return [] }
    if !roles.contains(where: { $0.role == .payments }) {
      report(
        .unknownReference, "`outcomes` speak of a payment system, and this target has none", node,
        next: "add the role `payments`, or take `outcomes` out: ours needs no such accounts")
    }
    var all: [TargetFile.Outcome] = []
    for e in entries {
      guard PaymentOutcome(e.name) != nil else {
        report(
          .unknownName, "`\(e.name)` is nothing that a payment can come to", e.key,
          next: "write for example \(PaymentOutcome.forms.map { "`\($0)`" }.joined(separator: ", "))")
        continue
      }
      guard let at = e.value["payee-suffix"], let suffix = at.text, (1...9).contains(suffix.utf8.count),
        suffix.utf8.allSatisfy({ (0x30...0x39).contains($0) })
      else {
        report(
          .unreadableValue, "`\(e.name)` does not say which accounts it is for", e.value["payee-suffix"] ?? e.value,
          next: "write the last digits of such an account in quotes: `{ payee-suffix: \"0404\" }`")
        continue
      }
      if let other = all.first(where: { $0.suffix.hasSuffix(suffix) || suffix.hasSuffix($0.suffix) }) {
        report(
          .duplicateName, "an account may end with \(suffix) and with \(other.suffix), which is `\(other.does)`", at,
          next: "write more digits, so that each account has one outcome")
        continue
      }
      all.append(.init(does: e.name, suffix: suffix))
    }
    return all
  }
}

extension TargetFile {
  /// What is arranged with it lies in the account of each payee: nobody has to be told.
  func isByAccount(_ act: String, of role: Role) -> Bool {
    role == .payments && act == "line" && !outcomes.isEmpty && hook(act) == nil
  }

  /// Whether only a person can do it.
  func isByHand(_ act: String, of role: Role) -> Bool { self.role(role) != nil && hook(act) == nil && !isByAccount(act, of: role) }

  /// How an account ends for which it does so; what needs none has an empty end.
  func outcome(_ does: String) -> String? {
    let wanted = PaymentOutcome(does)
    return outcomes.first { PaymentOutcome($0.does) == wanted }?.suffix ?? (wanted == .settles ? "" : nil)
  }

  /// Whether it does so for whoever is paid there; nil: it says nothing of that outcome.
  func does(_ outcome: String, at account: String) -> Bool? {
    let wanted = PaymentOutcome(outcome)
    let own = outcomes.first { account.hasSuffix($0.suffix) }.flatMap { PaymentOutcome($0.does) } ?? .settles
    if own == wanted { return true }
    return self.outcome(outcome) == nil ? nil : false
  }
}
