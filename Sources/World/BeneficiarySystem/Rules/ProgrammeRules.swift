package import Documents
package import Facts
package import Population

/// What a programme pays, how often, and from which day it exists.
package struct ProgrammeRules: Hashable, Sendable {
  package enum Rhythm: String, Sendable { case monthly, once }
  package let code: ProgrammeCode
  package let amount: ExactDecimal
  package let currency: String
  package let rhythm: Rhythm
  /// For whom the amount counts again; nil: it is for the case as a whole.
  package let share: Programme.Share?
  package let opened: Day
  /// How long after the event it can be claimed; nil: for ever.
  package let filingWindow: Span?
  /// Full years; nil: no bound.
  package let fromAge: Int?
  package let toAge: Int?
  let opens: [Programme.Opening]
  let ends: [Programme.Ending]
  let proof: Programme.Proof?
  package let scoreBelow: ExactDecimal?

  init(_ programme: Programme, amount: ExactDecimal, opened: Day) {
    code = programme.code
    self.amount = amount
    currency = programme.currency
    rhythm = programme.frequency == .once ? .once : .monthly
    share = programme.share
    self.opened = opened
    filingWindow = programme.filingWindow.map { Span(months: $0.count) }
    (fromAge, toAge) = (programme.fromAge, programme.toAge)
    (opens, ends) = (programme.opens, programme.ends)
    (proof, scoreBelow) = (programme.proof, programme.scoreBelow)
  }

  package func payment(shares: Int) -> ExactDecimal { share == nil ? amount : amount * ExactDecimal(shares) }

  /// The programmes of the story; a policy `grant` goes over the newborn grant's own amount.
  static func all(in story: Story, _ policies: Settings) -> [ProgrammeRules] {
    story.programmes.map { programme in
      let grant = programme.code == BeneficiarySystem.newbornGrant ? policies["grant"].flatMap(amount(in:)) : nil
      return ProgrammeRules(programme, amount: grant ?? programme.amount, opened: story.today.adding(months: -60))
    }
  }

  /// `20.00`, or `20.00 USD`.
  private static func amount(in text: String) -> ExactDecimal? {
    text.split(separator: " ").first.flatMap { ExactDecimal($0) }
  }
}
