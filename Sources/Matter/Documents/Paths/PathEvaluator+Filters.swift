extension PathEvaluator {
  /// What stands on one side of a comparison. Nil is the standard's Nothing.
  private enum Value {
    case place(Place)
    case made(JSON, PathScalar)
  }

  mutating func holds(_ test: PathTest, _ current: Place) throws(PathExhaustion) -> Bool {
    switch test {
    case .or(let tests):
      for test in tests where try holds(test, current) { return true }
      return false
    case .and(let tests):
      for test in tests where try !holds(test, current) { return false }
      return true
    case .not(let test): return try !holds(test, current)
    case .exists(let query):
      return query.isSingular ? try single(query, from: current) != nil : try !nodes(of: query, from: current).isEmpty
    case .call(let call): return try logical(call, current)
    case .compare(.query(let query), let comparison, .literal(let literal)) where literal.utf8 != nil && comparison.isEquality:
      // The most usual filter of all makes no text.
      guard let place = try single(query, from: current), let utf8 = literal.utf8 else { return comparison == .notEqual }
      return (source.isText(place, utf8) ?? false) == (comparison == .equal)
    case .compare(let a, let comparison, let b): return try compare(value(a, current), comparison, value(b, current))
    }
  }

  private mutating func value(_ operand: PathOperand, _ current: Place) throws(PathExhaustion) -> Value? {
    switch operand {
    case .literal(let literal): .made(literal.json, literal.scalar)
    case .query(let query): try single(query, from: current).map { .place($0) }
    case .call(let call): try value(of: call, current)
    }
  }

  private mutating func value(of call: PathCall, _ current: Place) throws(PathExhaustion) -> Value? {
    let argument = call.arguments[0]
    switch call.function {
    case .length:
      guard let value = try value(argument, current) else { return nil }
      switch scalar(value) {
      case .string(let text) where kind(value) == .string:
        try visit(text.utf8.count / 16)
        return Self.number(text.unicodeScalars.count)
      case .container: return Self.number(try count(value))
      default: return nil
      }
    case .count: return Self.number(try nodes(argument, current).count)
    case .value:
      let found = try nodes(argument, current)
      return found.count == 1 ? .place(found[0]) : nil
    case .match, .search: return nil
    }
  }

  private static func number(_ value: Int) -> Value { .made(JSON(value), .number(.small(value))) }

  private mutating func count(_ value: Value) throws(PathExhaustion) -> Int {
    switch value {
    case .made(let json, _): return json.items?.count ?? json.members?.count ?? 0
    case .place(let place):
      let count = source.count(place)
      try visit(count / 16)
      return count
    }
  }

  private mutating func nodes(_ operand: PathOperand, _ current: Place) throws(PathExhaustion) -> [Place] {
    if case .query(let query) = operand { try nodes(of: query, from: current) } else { [] }
  }

  private mutating func logical(_ call: PathCall, _ current: Place) throws(PathExhaustion) -> Bool {
    guard call.arguments.count == 2, let text = try text(call.arguments[0], current) else { return false }
    var pattern = call.pattern ?? nil
    if call.pattern == nil, let written = try self.text(call.arguments[1], current) {
      // A pattern that the document brings is read for each value it meets.
      try visit(1_000 + written.utf8.count * 10)
      pattern = try? Pattern(written)
    }
    guard let pattern else { return false }
    try visit(text.utf8.count * pattern.costOfByte / 16)
    return call.function == .match ? pattern.matches(text) : pattern.finds(text)
  }

  private mutating func text(_ operand: PathOperand, _ current: Place) throws(PathExhaustion) -> String? {
    guard let value = try value(operand, current), kind(value) == .string, case .string(let text) = scalar(value) else { return nil }
    return text
  }

  // MARK: comparing

  private func kind(_ value: Value) -> JSONKind {
    switch value {
    case .place(let place): source.kind(place)
    case .made(let json, _): json.kind
    }
  }

  private func scalar(_ value: Value) -> PathScalar {
    switch value {
    case .place(let place): source.scalar(place)
    case .made(_, let scalar): scalar
    }
  }

  private func json(_ value: Value) -> JSON {
    switch value {
    case .place(let place): source.json(place)
    case .made(let json, _): json
    }
  }

  private mutating func compare(_ a: Value?, _ comparison: PathComparison, _ b: Value?) throws(PathExhaustion) -> Bool {
    switch comparison {
    case .equal: try equal(a, b)
    case .notEqual: try !equal(a, b)
    case .below: below(a, b)
    case .above: below(b, a)
    case .atMost: below(a, b) ? true : try equal(a, b)
    case .atLeast: below(b, a) ? true : try equal(a, b)
    }
  }

  private mutating func equal(_ a: Value?, _ b: Value?) throws(PathExhaustion) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    guard kind(a) == kind(b) else { return false }
    switch (scalar(a), scalar(b)) {
    case (.null, .null): return true
    case (.bool(let x), .bool(let y)): return x == y
    case (.number(let x), .number(let y)): return x == y
    case (.string(let x), .string(let y)): return x.utf8.elementsEqual(y.utf8)
    case (.container, .container):
      let (x, y) = (json(a), json(b))
      try visit(x.size + y.size)
      return x.isEquivalent(to: y)
    default: return false
    }
  }

  private func below(_ a: Value?, _ b: Value?) -> Bool {
    guard let a, let b, kind(a) == kind(b) else { return false }
    switch (scalar(a), scalar(b)) {
    case (.number(let x), .number(let y)): return x < y
    case (.string(let x), .string(let y)): return kind(a) == .string && x.utf8.lexicographicallyPrecedes(y.utf8)
    default: return false
    }
  }
}

extension JSON {
  /// Values in it, itself included.
  fileprivate var size: Int {
    switch self {
    case .array(let items): items.reduce(1) { $0 + $1.size }
    case .object(let members): members.reduce(1) { $0 + $1.value.size }
    default: 1
    }
  }
}
