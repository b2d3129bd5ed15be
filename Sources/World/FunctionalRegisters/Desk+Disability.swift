import Facts
import Records

extension Desk {
  /// The disability registry: who was found disabled, how, and what they need.
  static let disability = Desk(
    .disabilityRegistry, "Disability registry", words: ["disability.status", "disability.level", "impairment", "support"],
    inputs: [("status", "approved"), ("level", "severe"), ("impairment", "movement"), ("support", "mobility")],
    facts: { input, _ in
      var facts = Facts()
      facts[.disabilityStatus] = input("status")
      facts[.disabilityLevel] = input("level")
      facts[.impairment] = input("impairment")
      facts[.support] = input("support")
      return facts
    },
    answer: { kind, record in
      guard kind == .disabled else { return nil }
      var facts = Facts()
      facts[.isDisabled] = record?.facts[.disabilityStatus] == "approved"
      return Reply(.accepted, facts: facts)
    })
}
