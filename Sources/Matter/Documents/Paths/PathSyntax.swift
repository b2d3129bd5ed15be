// What a path says, as its grammar has it.

struct PathQuery: Sendable {
  /// From `$`; otherwise from `@`.
  let fromRoot: Bool
  let segments: [PathSegment]
  /// Names and places only.
  let isSingular: Bool

  init(fromRoot: Bool, segments: [PathSegment]) {
    (self.fromRoot, self.segments) = (fromRoot, segments)
    isSingular = segments.allSatisfy(\.isSingular)
  }
}

struct PathSegment: Sendable {
  let isDescendant: Bool
  let selectors: [PathSelector]

  var isSingular: Bool {
    guard !isDescendant, selectors.count == 1 else { return false }
    switch selectors[0] {
    case .name, .index: return true
    case .wildcard, .slice, .filter: return false
    }
  }
}

enum PathSelector: Sendable {
  case name(PathName)
  case wildcard
  case index(Int)
  case slice(start: Int?, end: Int?, step: Int?)
  case filter(PathTest)
}

/// What is true or false of a value.
indirect enum PathTest: Sendable {
  case or([PathTest])
  case and([PathTest])
  case not(PathTest)
  case exists(PathQuery)
  case call(PathCall)
  case compare(PathOperand, PathComparison, PathOperand)
}

enum PathComparison: String, Sendable, CaseIterable {
  case equal = "==", notEqual = "!=", atMost = "<=", atLeast = ">=", below = "<", above = ">"

  var isEquality: Bool { self == .equal || self == .notEqual }
}

/// What can be compared, or handed to a function.
indirect enum PathOperand: Sendable {
  case literal(PathLiteral)
  case query(PathQuery)
  case call(PathCall)
}

struct PathLiteral: Sendable {
  let json: JSON
  let scalar: PathScalar
  /// Of a text.
  let utf8: [UInt8]?

  init(_ json: JSON) { (self.json, scalar, utf8) = (json, PathScalar(json), json.text.map { Array($0.utf8) }) }
}

struct PathCall: Sendable {
  let function: PathFunction
  let arguments: [PathOperand]
  /// The pattern of `match` and `search`, when it stands in the path itself; nil inside when it is none.
  let pattern: Pattern??

  init(_ function: PathFunction, _ arguments: [PathOperand]) {
    (self.function, self.arguments) = (function, arguments)
    if function.result == .logical, arguments.count == 2, case .literal(let literal) = arguments[1] {
      pattern = .some(literal.json.text.flatMap { try? Pattern($0) })
    } else {
      pattern = nil
    }
  }
}

enum PathFunction: String, Sendable {
  case length, count, match, search, value

  enum Kind: Hashable, Sendable { case value, nodes, logical }

  var parameters: [Kind] {
    switch self {
    case .length: [.value]
    case .count, .value: [.nodes]
    case .match, .search: [.value, .value]
    }
  }

  var result: Kind { self == .match || self == .search ? .logical : .value }
}
