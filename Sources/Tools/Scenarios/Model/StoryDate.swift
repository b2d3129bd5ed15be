package import Facts
package import SourceText

/// A date of the story: `T`, the day the run starts, and steps from it: `T - $policy.filing-window - 1 month`; or `M`, the first day of
/// the month after that, on which the next cycle is paid.
package struct StoryDate: Sendable, Hashable {
  package struct Term: Sendable, Hashable {
    package enum Amount: Sendable, Hashable {
      case duration(StoryDuration)
      case reference(Reference)
    }
    package let isLater: Bool
    package let amount: Amount

    package init(isLater: Bool, amount: Amount) { (self.isLater, self.amount) = (isLater, amount) }
  }

  package enum Anchor: String, Sendable, Hashable {
    case today = "T"
    case month = "M"

    /// nil where the text is no such date; `M` alone may be the word of somebody's vocabulary.
    package init?(of text: some StringProtocol) {
      let rest = text.dropFirst()
      guard let anchor = text.first.flatMap({ Anchor(rawValue: String($0)) }),
        rest.isEmpty ? anchor == .today : rest.hasPrefix(" -") || rest.hasPrefix(" +")
      else { return nil }
      self = anchor
    }
  }

  package let anchor: Anchor
  package let terms: [Term]

  package init(anchor: Anchor = .today, terms: [Term]) { (self.anchor, self.terms) = (anchor, terms) }

  package var references: [Reference] {
    terms.compactMap { if case .reference(let reference) = $0.amount { reference } else { nil } }
  }

  /// The day, term by term from the left; nil where a reference has no duration.
  package func day(from today: Day, _ duration: (Reference) -> StoryDuration?) -> Day? {
    var day = anchor == .today ? today : today.adding(days: 1 - today.day).adding(months: 1)
    for term in terms {
      let length: StoryDuration? =
        switch term.amount {
        case .duration(let length): length
        case .reference(let reference): duration(reference)
        }
      guard let length else { return nil }
      day = term.isLater ? length.after(day) : length.before(day)
    }
    return day
  }
}

extension StoryDate: CustomStringConvertible {
  package var description: String {
    terms.reduce(anchor.rawValue) { text, term in
      let amount =
        switch term.amount {
        case .duration(let length): length.description
        case .reference(let reference): reference.written
        }
      return text + (term.isLater ? " + " : " - ") + amount
    }
  }
}

/// A duration that is written, or a policy's.
package struct Limit: Sendable {
  package enum Form: Sendable {
    case fixed(StoryDuration)
    case reference(Reference)
  }
  package let form: Form
  package let span: SourceSpan

  package init(_ form: Form, _ span: SourceSpan) { (self.form, self.span) = (form, span) }

  package var reference: Reference? {
    if case .reference(let reference) = form { reference } else { nil }
  }
}
