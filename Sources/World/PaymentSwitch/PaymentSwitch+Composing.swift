package import Facts

extension PaymentSwitch {
  /// What the payment system would report of a list now. For messages that the harness sends itself.
  package func compose(_ kind: MessageKind, about: PersonKey?, _ inputs: Facts, at now: WorldInstant) -> Message? {
    guard kind == .report else { return nil }
    return with { state in
      let names = [inputs[.listReference], inputs[.cycle]].compactMap { $0 }
      guard let index = names.lazy.compactMap({ state.ledger.index(of: $0) }).first ?? state.ledger.batches.indices.first else { return nil }
      let batch = state.ledger.batches[index]
      return Message(.report, from: .payments, to: .mis, facts: head(batch), lines: Rows(rows(batch)))
    }
  }
}
