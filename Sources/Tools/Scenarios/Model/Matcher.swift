package import Documents

/// What must be true of a check's subject. The names are the words of the language.
package indirect enum Matcher: Sendable {
  case equals(Value)
  case differs(Value)
  case isOneOf([Value])
  /// A regular expression over the whole text.
  case matches(Pattern)
  case type(String)
  case count(Value)
  /// The fact whose values differ in all lines.
  case unique(Word)
  case present
  case absent
  case atMost(Value)
  case atLeast(Value)
  case near(Value, by: Value)
  case sameSet(Value)
  case schema(Word)
  case xsd(Word)
  /// A JSONPath or XPath into a raw body, and what must be true of what it finds. Wire suites only.
  case path(String, Matcher)
  /// Of each line that is left: a fact and what must be true of it.
  case each([EachTerm])

  /// The keys of a check that are matchers.
  package static let keys = [
    "is", "is-not", "is-one-of", "matches", "type", "count", "unique", "present", "absent", "at-most", "at-least", "near", "same-set",
    "schema", "xsd", "path", "each",
  ]
}

package struct EachTerm: Sendable {
  package let fact: Word
  package let matcher: Matcher
}

extension Matcher {
  package var values: [Value] {
    switch self {
    case .equals(let v), .differs(let v), .count(let v), .atMost(let v), .atLeast(let v), .sameSet(let v): [v]
    case .near(let v, let by): [v, by]
    case .isOneOf(let all): all
    case .path(_, let inner): inner.values
    case .each(let terms): terms.flatMap(\.matcher.values)
    case .matches, .type, .unique, .present, .absent, .schema, .xsd: []
    }
  }
  package var references: [Reference] { values.flatMap(\.references) }

  /// `count: 0` or `is: absent`: true where nothing is seen at all.
  package var isAbsence: Bool {
    switch self {
    case .absent: true
    case .count(let value), .atMost(let value): value.text == "0"
    default: false
    }
  }
}
