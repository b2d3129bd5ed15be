package import Documents
package import Facts

/// A programme of social protection, as the law of the world has it.
package struct Programme: Hashable, Sendable {
  package enum Frequency: String, Hashable, Sendable, CaseIterable { case once, monthly }
  /// Whose age and records decide.
  package enum Subject: String, Hashable, Sendable, CaseIterable { case child, adult }
  package enum Payee: String, Hashable, Sendable, CaseIterable { case mother, caregiver, itself = "self" }
  /// What begins it without an application, where the law lets a programme begin by itself.
  package enum Opening: String, Hashable, Sendable, CaseIterable {
    case birth
    /// A birth on whose record stands no father.
    case birthToOneParent = "birth-to-one-parent"
    case spouseDeath = "spouse-death"
  }
  /// What ends it, besides a death.
  package enum Ending: String, Hashable, Sendable, CaseIterable { case marriage }
  /// For whom the amount counts again: each child of the case, or each of the household that applies.
  package enum Share: String, Hashable, Sendable, CaseIterable { case child, member }
  /// What another register must say of whom it is for.
  package enum Proof: String, Hashable, Sendable, CaseIterable { case disability }

  package let code: ProgrammeCode
  package let title: String
  package let amount: ExactDecimal
  package let currency: String
  package let frequency: Frequency
  /// nil: the amount is for the case as a whole.
  package let share: Share?
  package let subject: Subject
  package let payee: Payee
  /// In full years; nil: no bound.
  package let fromAge: Int?
  package let toAge: Int?
  /// How long after the event it can be claimed.
  package let filingWindow: Months?
  package let opens: [Opening]
  package let ends: [Ending]
  package let proof: Proof?
  /// For those whose poverty score is lower; nil: whatever it is.
  package let scoreBelow: ExactDecimal?

  package struct Months: Hashable, Sendable {
    package let count: Int
    package init(_ count: Int) { self.count = count }
  }

  /// What one payment comes to.
  package func payment(shares: Int = 1) -> ExactDecimal { share == nil ? amount : amount * ExactDecimal(shares) }

  package func fits(age: Int) -> Bool { age >= (fromAge ?? 0) && age <= (toAge ?? .max) }

  /// Whether an event may still be filed on a day.
  package func isOpen(for event: Day, on day: Day) -> Bool {
    filingWindow.map { day <= event.adding(months: $0.count) } ?? true
  }
}
