import Documents
package import Facts
package import Population

/// What a value of a page means in this instance.
package enum Resolved: Sendable {
  /// As the author wrote it; the fact with which it is compared decides what it is.
  case text(String)
  case fact(FactValue)
  case people([Person])
  case seen(Seen)
  case list([Resolved])
  case unknown(String)

  package var people: [Person] {
    switch self {
    case .people(let p): p
    case .list(let all): all.flatMap(\.people)
    default: []
    }
  }
  package var text: String? {
    switch self {
    case .text(let t): t
    case .fact(let f): f.description
    default: nil
    }
  }
  package var description: String {
    switch self {
    case .text(let t): t
    case .fact(let f): f.description
    case .people(let p): p.map(\.key.text).joined(separator: ", ")
    case .seen(let s): "what \(s.exchanges.joined(separator: ", ")) said"
    case .list(let all): "[" + all.map(\.description).joined(separator: ", ") + "]"
    case .unknown(let why): "unknown: \(why)"
    }
  }
}
