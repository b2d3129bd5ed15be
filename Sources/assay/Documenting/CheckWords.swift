import Scenarios

/// What a check asks, in the words of the page that it stands on.
enum CheckWords {
  static func said(_ assertion: Assertion) -> String { judged(assertion) + (assertion.isOfWhatIsSaid ? ", where it is said" : "") }

  private static func judged(_ assertion: Assertion) -> String {
    switch assertion.subject {
    case .step: assertion.matcher.isAbsence ? "it is not seen" : "it is seen"
    case .that(let fact): "\(fact) \(said(assertion.matcher))"
    case .of(let list, let fields, let join):
      "\(list)\(fields.isEmpty ? "" : " where \(said(fields))")\(join.map { ", each beside \($0.to.written) by \($0.by)" } ?? "")"
        + ": \(said(assertion.matcher))"
    }
  }

  static func said(_ matcher: Matcher) -> String {
    switch matcher {
    case .equals(let v): "is \(v)"
    case .differs(let v): "is not \(v)"
    case .isOneOf(let all): "is one of \(all.map(\.description).joined(separator: ", "))"
    case .matches(let pattern): "matches \(pattern)"
    case .type(let type): "is a \(type)"
    case .count(let v): "there are \(v)"
    case .unique(let fact): "each has its own \(fact)"
    case .present: "is there"
    case .absent: "is not there"
    case .atMost(let v): "is at most \(v)"
    case .atLeast(let v): "is at least \(v)"
    case .near(let v, let by): "is \(v), give or take \(by)"
    case .sameSet(let v): "are the same as \(v), in any order"
    case .schema(let name): "holds the schema \(name)"
    case .xsd(let name): "holds the XML schema \(name)"
    case .path(let path, let inner): "at \(path) \(said(inner))"
    case .each(let terms): "each has " + terms.map { "\($0.fact) that \(said($0.matcher))" }.joined(separator: ", ")
    }
  }

  static func said(_ fields: [Field]) -> String { fields.map { "\($0.name) is \($0.value)" }.joined(separator: ", ") }

  static func said(_ limit: Limit) -> String {
    switch limit.form {
    case .fixed(let length): length.description
    case .reference(let reference): reference.written
    }
  }
}
