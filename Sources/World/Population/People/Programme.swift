package import Documents
package import Facts

/// A programme of social protection, as the law of the world has it.
package struct Programme: Hashable, Sendable {
  package enum Frequency: String, Hashable, Sendable, CaseIterable { case once, monthly }
  /// Whose age and records decide.
  package enum Subject: String, Hashable, Sendable, CaseIterable { case child, adult }
  package enum Payee: String, Hashable, Sendable, CaseIterable { case mother, caregiver, itself = "self" }

  package let code: ProgrammeCode
  package let title: String
  package let amount: ExactDecimal
  package let currency: String
  package let frequency: Frequency
  /// The amount counts for each child of the case.
  package let perChild: Bool
  package let subject: Subject
  package let payee: Payee
  /// In full years; nil: no bound.
  package let fromAge: Int?
  package let toAge: Int?
  /// How long after the event it can be claimed.
  package let filingWindow: Months?

  package struct Months: Hashable, Sendable {
    package let count: Int
    package init(_ count: Int) { self.count = count }
  }

  /// What one payment comes to.
  package func payment(children: Int = 1) -> ExactDecimal { perChild ? amount * ExactDecimal(children) : amount }

  package func fits(age: Int) -> Bool { age >= (fromAge ?? 0) && age <= (toAge ?? .max) }

  /// Whether an event may still be filed on a day.
  package func isOpen(for event: Day, on day: Day) -> Bool {
    filingWindow.map { day <= event.adding(months: $0.count) } ?? true
  }
}
