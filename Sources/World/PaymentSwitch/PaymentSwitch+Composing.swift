package import Facts

extension PaymentSwitch {
  /// What the payment system would report of a list now. For messages that the harness sends itself.
  package func compose(_ kind: MessageKind, about: PersonKey?, _ inputs: Facts, at now: WorldInstant) -> Message? {
    guard kind == .report else { return nil }
    return with { state in
      let names = [inputs[.listReference], inputs[.cycle]].compactMap { $0 }
      var found: Int?
      for name in names where found == nil { found = state.ledger.index(of: name) }
      guard let index = found ?? state.ledger.batches.indices.first else { return nil }
      let batch = state.ledger.batches[index]
      return Message(.report, from: .payments, to: .mis, facts: head(batch), lines: Rows(rows(batch)))
    }
  }
}
