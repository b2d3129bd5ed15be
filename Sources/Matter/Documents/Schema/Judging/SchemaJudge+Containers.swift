extension SchemaJudge {
  /// One pass over the members: each finds its schema by name, and the required ones are ticked off.
  mutating func members(_ rule: Program.ObjectRule, _ node: Int, _ marks: Int) -> Bool {
    var seen: UInt64 = 0
    var place = node + 1
    var ordinal = 0
    let end = Int(nodes[node].next)
    while place < end {
      var isDeclared = false
      let found = find(place, in: rule.table)
      if found >= 0 {
        let key = keys.entries[found]
        if key.bit >= 0 { seen |= 1 << UInt64(key.bit) }
        if key.value >= 0 {
          isDeclared = true
          if !valid(key.value, place + 1) { return false }
        }
      }
      if rule.patternCount > 0 {
        guard let matches = patterned(rule, place) else { return false }
        isDeclared = isDeclared || matches
      }
      if !isDeclared, rule.additional >= 0 {
        isDeclared = true
        if !valid(rule.additional, place + 1) { return false }
      }
      if marks >= 0, isDeclared { self.marks[marks + ordinal] = true }
      ordinal += 1
      place = Int(nodes[place + 1].next)
    }
    return seen & rule.required == rule.required
  }

  /// Whether a name is one of the patterns', nil when the value is not what they ask for.
  private mutating func patterned(_ rule: Program.ObjectRule, _ name: Int) -> Bool? {
    var matches = false
    for place in Int(rule.patterns)..<Int(rule.patterns + rule.patternCount) where self.matches(place, name) {
      if !valid(box.program.patternRules[place].schema, name + 1) { return nil }
      matches = true
    }
    return matches
  }

  func matches(_ rule: Int, _ name: Int) -> Bool {
    finds(Int(box.program.patternRules[rule].pattern), name)
  }

  mutating func items(_ rule: Program.ArrayRule, _ node: Int, _ marks: Int) -> Bool {
    var place = node + 1
    var ordinal = 0
    while place < Int(nodes[node].next) {
      let schema = ordinal < rule.prefixCount ? lists[Int(rule.prefix) + ordinal] : rule.rest
      if schema < 0 { break }
      if !valid(schema, place) { return false }
      if marks >= 0 { self.marks[marks + ordinal] = true }
      ordinal += 1
      place = Int(nodes[place].next)
    }
    return true
  }

  mutating func contains(_ rule: Program.ContainsRule, _ node: Int, _ marks: Int) -> Bool {
    var found = 0
    var place = node + 1
    var ordinal = 0
    while place < Int(nodes[node].next) {
      if valid(rule.schema, place) {
        found += 1
        if found > rule.most { return false }
        if marks >= 0 { self.marks[marks + ordinal] = true } else if found >= rule.least, rule.most == Int.max { return true }
      }
      ordinal += 1
      place = Int(nodes[place].next)
    }
    return found >= rule.least
  }

  /// Names are judged as strings.
  mutating func names(_ schema: Int32, _ node: Int) -> Bool {
    var place = node + 1
    while place < Int(nodes[node].next) {
      if !valid(schema, place) { return false }
      place = Int(nodes[place + 1].next)
    }
    return true
  }

  /// The members or elements that nothing has looked at.
  mutating func unevaluated(_ instruction: Program.Instruction, _ node: Int, _ marks: Int) -> Bool {
    let isObject = nodes[node].kind == .object
    guard isObject == (instruction.operation == .unevaluatedProperties), isObject || nodes[node].kind == .array else { return true }
    var place = node + 1
    var ordinal = 0
    while place < Int(nodes[node].next) {
      let value = isObject ? place + 1 : place
      if !self.marks[marks + ordinal] {
        if !valid(instruction.a, value) { return false }
        self.marks[marks + ordinal] = true
      }
      ordinal += 1
      place = Int(nodes[value].next)
    }
    return true
  }

  /// Whether there are at least so many members or elements.
  func hasChildren(_ node: Int, _ least: Int) -> Bool {
    var count = 0
    var place = node + 1
    let isObject = nodes[node].kind == .object
    while place < Int(nodes[node].next), count < least {
      count += 1
      place = Int(isObject ? nodes[place + 1].next : nodes[place].next)
    }
    return count >= least
  }

  /// The value of a member; the last one when the name is repeated.
  func member(_ name: String, of node: Int) -> Int? {
    Cursor(tape: tape, index: node)[name]?.index
  }
}
