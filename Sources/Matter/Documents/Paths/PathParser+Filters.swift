extension PathParser {
  /// `||` binds loosest, then `&&`, then `!`.
  mutating func test() throws(PathRefusal) -> PathTest {
    var branches = [try conjunction()]
    while try nextIs("||") { branches.append(try conjunction()) }
    return branches.count == 1 ? branches[0] : .or(branches)
  }

  private mutating func conjunction() throws(PathRefusal) -> PathTest {
    var parts = [try basicTest()]
    while try nextIs("&&") { parts.append(try basicTest()) }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  private mutating func nextIs(_ word: String) throws(PathRefusal) -> Bool {
    let mark = i
    skipSpace()
    if eat(word: word) {
      skipSpace()
      return true
    }
    i = mark
    return false
  }

  private mutating func basicTest() throws(PathRefusal) -> PathTest {
    if peek == "!" {
      i += 1
      skipSpace()
      return .not(peek == "(" ? try inBrackets() : try asTest(operand(), at: i))
    }
    if peek == "(" { return try inBrackets() }
    let start = i
    let left = try operand()
    let mark = i
    skipSpace()
    for comparison in PathComparison.allCases where eat(word: comparison.rawValue) {
      try check(left, is: .value, at: start)
      skipSpace()
      let place = i
      let right = try operand()
      try check(right, is: .value, at: place)
      return .compare(left, comparison, right)
    }
    i = mark
    return try asTest(left, at: start)
  }

  private mutating func inBrackets() throws(PathRefusal) -> PathTest {
    let start = i
    i += 1
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw refusal("nested deeper than \(Self.deepest)", "write a simpler filter", at: start) }
    skipSpace()
    let inner = try test()
    skipSpace()
    guard eat(")") else { throw refusal("a ) was expected", "close the bracket that opens in column \(start + 1)") }
    return inner
  }

  private func asTest(_ operand: PathOperand, at place: Int) throws(PathRefusal) -> PathTest {
    switch operand {
    case .query(let query): return .exists(query)
    case .call(let call) where call.function.result == .logical: return .call(call)
    case .call(let call):
      throw refusal("\(call.function.rawValue)() gives a value, which is neither true nor false", "compare it: == != < <= > >=", at: place)
    case .literal: throw refusal("a value alone is neither true nor false", "compare it: == != < <= > >=", at: place)
    }
  }

  // MARK: operands

  private mutating func operand() throws(PathRefusal) -> PathOperand {
    switch peek ?? "\0" {
    case "@", "$":
      let fromRoot = peek == "$"
      i += 1
      return .query(try segments(fromRoot: fromRoot))
    case "'", "\"": return .literal(PathLiteral(.string(try quoted())))
    case "-", "0"..."9": return .literal(PathLiteral(.number(try number())))
    case "a"..."z": return try wordOrCall()
    default:
      throw refusal("a value was expected", "write @ or $ and a path, a quoted text, a number, true, false, null or a function")
    }
  }

  private mutating func number() throws(PathRefusal) -> String {
    let start = i
    while let scalar = peek, "+-.eE".unicodeScalars.contains(scalar) || ("0"..."9").contains(scalar) { i += 1 }
    let number = String(String.UnicodeScalarView(text[start..<i]))
    guard NumberText(number) != nil else {
      throw refusal("\(number) is no number", "write it as JSON does, such as -1, 0.5 or 1e3", at: start)
    }
    return number
  }

  private mutating func wordOrCall() throws(PathRefusal) -> PathOperand {
    let start = i
    while let scalar = peek, scalar == "_" || ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) { i += 1 }
    let word = String(String.UnicodeScalarView(text[start..<i]))
    if peek != "(" {
      switch word {
      case "true": return .literal(PathLiteral(true))
      case "false": return .literal(PathLiteral(false))
      case "null": return .literal(PathLiteral(.null))
      default: break
      }
    }
    guard let function = PathFunction(rawValue: word) else {
      throw refusal("\(word) is not known", "use true, false, null, or one of length() count() match() search() value()", at: start)
    }
    guard eat("(") else { throw refusal("( was expected", "write \(word)( and its arguments") }
    return .call(PathCall(function, try arguments(of: function, from: start)))
  }

  private mutating func arguments(of function: PathFunction, from start: Int) throws(PathRefusal) -> [PathOperand] {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw refusal("nested deeper than \(Self.deepest)", "write a simpler filter", at: start) }
    var arguments: [PathOperand] = []
    skipSpace()
    if peek != ")" {
      repeat {
        skipSpace()
        let place = i
        let argument = try operand()
        if arguments.count < function.parameters.count { try check(argument, is: function.parameters[arguments.count], at: place) }
        arguments.append(argument)
        skipSpace()
      } while eat(",")
    }
    guard arguments.count == function.parameters.count else {
      throw refusal(
        "\(function.rawValue)() takes \(function.parameters.count), and has \(arguments.count)", "give what it needs", at: start)
    }
    guard eat(")") else { throw refusal("a comma or ) was expected", "close \(function.rawValue)(") }
    return arguments
  }

  private func check(_ operand: PathOperand, is kind: PathFunction.Kind, at place: Int) throws(PathRefusal) {
    switch (operand, kind) {
    case (.literal, .value), (.query, .nodes): return
    case (.query(let query), .value) where query.isSingular: return
    case (.query, .value):
      throw refusal("this path can find many values, and one is needed", "use names and places only, or value() or count()", at: place)
    case (.call(let call), .value) where call.function.result == .value: return
    case (.call(let call), .value):
      throw refusal("\(call.function.rawValue)() is true or false, not a value", "use it alone, without comparing", at: place)
    default: throw refusal("a path was expected", "begin it with @ or $", at: place)
    }
  }
}
