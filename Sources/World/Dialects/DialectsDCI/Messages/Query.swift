import Documents
import Facts

/// The three shapes of a DCI query, and the conditions that they say in facts.
enum Query {
  /// Whether the standard has the attribute and the operator.
  static func isOfStandard(_ line: Facts, _ registry: Registry) -> Bool {
    if line[.attribute]?.hasSuffix("date") == true, line[.value].flatMap({ Day($0) }) == nil { return false }
    return ["gt", "lt", "eq", "ge", "le", "in"].contains(line[.comparison]) && registry.attributes.contains { $0.fact == line[.attribute] }
  }

  // MARK: writing

  /// `idtype-value` by an identifier; conditions as the edge's setting `query` has it: `predicate`, where that can say them, or `expression`.
  static func write(_ message: Message, _ session: Session) -> [(String, JSON?)] {
    if message.lines.isEmpty, let identifier = message.facts[.personID]?.first {
      return [
        ("query_type", "idtype-value"),
        ("query", ["type": .string(identifier.scheme.text), "value": .string(identifier.value)]),
      ]
    }
    let registry = Registry.of(session)
    let all = alternatives(message.lines)
    guard session.settings["query"] != "expression", let pairs = predicate(all, registry) else {
      let query: JSON = ["expression": ["collection": "Person", "query": expression(all, registry)]]
      return [("query_type", "expression"), ("query", ["type": "ns:org:QueryType:expression", "value": query])]
    }
    return [("query_type", "predicate"), ("query", .array(pairs))]
  }

  private static func alternatives(_ lines: Rows) -> [[Facts]] {
    var all: [(number: Int, lines: [Facts])] = []
    for line in lines {
      let number = line[.alternative] ?? 1
      let at = all.firstIndex { $0.number == number }
      if let at { all[at].lines.append(line) } else { all.append((number, [line])) }
    }
    return all.map(\.lines)
  }

  private static func expression(_ all: [[Facts]], _ registry: Registry) -> JSON {
    let sets = all.map { conditions -> JSON in
      [
        "$and": .array(
          conditions.map { line in
            let comparison: JSON = .object(of: [("$\(line[.comparison] ?? "eq")", value(line))])
            return .object(of: [(registry.attribute(line[.attribute] ?? ""), line[.negated] == true ? ["$not": comparison] : comparison)])
          })
      ]
    }
    return sets.count == 1 ? sets[0] : ["$or": .array(sets)]
  }

  /// Pairs joined by `and`, one after the other; or two alternatives of one condition each. nil: a predicate cannot say it.
  private static func predicate(_ all: [[Facts]], _ registry: Registry) -> [JSON]? {
    guard !all.joined().contains(where: { $0[.negated] == true }) else { return nil }
    func term(_ line: Facts) -> JSON {
      [
        "attribute_name": .string(registry.attribute(line[.attribute] ?? "")), "operator": .string(line[.comparison] ?? "eq"),
        "attribute_value": value(line),
      ]
    }
    func pair(_ number: Int, _ first: Facts, _ word: JSON, _ second: Facts?) -> JSON {
      .object(of: [
        ("seq_num", JSON(number)), ("expression1", term(first)), ("condition", second == nil ? nil : word),
        ("expression2", second.map(term)),
      ])
    }
    if all.count == 2, all[0].count == 1, all[1].count == 1 { return [pair(1, all[0][0], "or", all[1][0])] }
    guard all.count == 1 else { return nil }
    return stride(from: 0, to: all[0].count, by: 2).map { at in
      pair(at / 2 + 1, all[0][at], "and", at + 1 < all[0].count ? all[0][at + 1] : nil)
    }
  }
  private static func value(_ line: Facts) -> JSON {
    let text = line[.value] ?? ""
    return line[.comparison] == "in" ? .array(text.split(separator: " ").map { .string(String($0)) }) : .string(text)
  }

  // MARK: reading

  /// The words that the standard has for `query_type`.
  static let types: Set = ["idtype-value", "expression", "predicate", "graphql"]

  /// By its shape; the declared type may say something else, which is odd. nil where it asks nothing.
  static func read(_ criteria: JSON, _ registry: Registry, _ odd: inout [String]) -> (id: [Identifier], conditions: Rows)? {
    guard let query = criteria["query"] else { return nil }
    var shape: String
    var found: (id: [Identifier], conditions: Rows)?
    if let list = query.items {
      shape = "predicate"
      found = Conditions.predicate(list, registry).map { ([], $0.rows) }
    } else if let value = query["value"], value.members != nil {
      shape = "expression"
      let asked = value["expression"]?["query"] ?? value["query"] ?? value
      found = Conditions.expression(asked, registry, &odd).map { ([], $0.rows) }
    } else {
      shape = "idtype-value"
      if let type = query["type"]?.text, let value = query["value"]?.spoken, !value.isEmpty {
        found = ([Identifier(Person.scheme(type), value)], Rows())
      }
    }
    // A word that is no type of query is no other type than the shape's: it is wrong.
    if found != nil, let declared = criteria["query_type"]?.text, declared != shape, types.contains(declared) {
      odd.append("search.query-type-differs")
    }
    return found
  }
}
