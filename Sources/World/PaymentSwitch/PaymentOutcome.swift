package import Documents
package import Facts

/// What will become of a payee's line: `settles`, `settles after 1 day`, `settles for 10.00`, `refuses account-closed`,
/// `returns after 2 days account-closed`.
package struct PaymentOutcome: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case settles
    case refuses(String)
    /// Settles at once, and comes back after `after`.
    case returns(String)
  }
  package let kind: Kind
  package let after: WorldDuration
  package let amount: ExactDecimal?

  package static let settles = PaymentOutcome(.settles)
  package static let unknownPayee = PaymentOutcome(.refuses("unknown-payee"))
  package static let forms = [
    "settles", "settles after 1 day", "settles for 10.00", "refuses account-closed", "returns after 2 days account-closed",
  ]

  private init(_ kind: Kind, after: WorldDuration = .seconds(0), amount: ExactDecimal? = nil) {
    self.kind = kind
    self.after = after
    self.amount = amount
  }

  /// nil for any other words.
  package init?(_ text: some StringProtocol) {
    var words = String(text).split(separator: " ").map(String.init)[...]
    guard let verb = words.popFirst() else { return nil }
    var after = WorldDuration.seconds(0)
    var amount: ExactDecimal?
    var rest: [String] = []
    while let word = words.popFirst() {
      switch word {
      case "after":
        guard let n = words.popFirst(), let unit = words.popFirst(), let duration = PaymentOutcome.duration(n, unit) else { return nil }
        after = duration
      case "for":
        guard let value = words.popFirst().flatMap({ ExactDecimal($0) }), !value.isNegative else { return nil }
        amount = value
      default: rest.append(word)
      }
    }
    switch (verb, rest.count) {
    case ("settles", 0): self.init(.settles, after: after, amount: amount)
    case ("refuses", 1): self.init(.refuses(rest[0]), after: after)
    case ("returns", 1): self.init(.returns(rest[0]), after: after, amount: amount)
    default: return nil
    }
  }

  private static func duration(_ number: String, _ unit: String) -> WorldDuration? {
    guard let n = Int64(number), n >= 0 else { return nil }
    switch unit {
    case "s", "second", "seconds": return .seconds(n)
    case "min", "minute", "minutes": return .minutes(n)
    case "h", "hour", "hours": return .hours(n)
    case "day", "days": return .days(n)
    default: return nil
    }
  }
}
