import Documents
import Facts

/// The three shapes of a DCI query, and the conditions that they say in facts.
enum Query {
  /// Facts and the attributes that DCI has for them, the usual spelling first.
  private static let attributes: [(fact: String, names: [String])] = [
    ("person.id", ["identifier", "identifier_value"]), ("person.birth-date", ["birth_date", "birthdate", "birthDate"]),
    ("person.sex", ["sex", "gender"]), ("person.name", ["name", "given_name", "surname"]),
    ("registration.date", ["registration_date"]), ("mother.id", ["parent1_identifier"]), ("father.id", ["parent2_identifier"]),
    ("event.date", ["death_date"]), ("event.kind", ["reg_event_type"]),
  ]
  /// What is not known here keeps its name; the register says whether it can search by it.
  static func attribute(_ fact: String) -> String { attributes.first { $0.fact == fact }?.names.first ?? fact }
  static func fact(_ attribute: String) -> String { attributes.first { $0.names.contains(attribute) }?.fact ?? attribute }

  /// Whether the standard has the attribute and the operator.
  static func isOfStandard(_ line: Facts) -> Bool {
    ["gt", "lt", "eq", "ge", "le", "in"].contains(line[.comparison]) && attributes.contains { $0.fact == line[.attribute] }
  }

  // MARK: writing

  /// `idtype-value` by an identifier; conditions as the edge's setting `query` has it: `predicate` or `expression`.
  static func write(_ message: Message, _ session: Session) -> [(String, JSON?)] {
    if message.lines.isEmpty, let identifier = message.facts[.personID]?.first {
      return [
        ("query_type", "idtype-value"),
        ("query", ["type": .string(identifier.scheme.text), "value": .string(identifier.value)]),
      ]
    }
    let conditions = Array(message.lines)
    if session.settings["query"] == "expression" {
      let terms = conditions.map { line -> JSON in
        [attribute(line[.attribute] ?? ""): .object(["$\(line[.comparison] ?? "eq")": value(line)])]
      }
      let query: JSON = ["expression": ["collection": "Person", "query": ["$and": .array(terms)]]]
      return [("query_type", "expression"), ("query", ["type": "ns:org:QueryType:expression", "value": query])]
    }
    let pairs = stride(from: 0, to: conditions.count, by: 2).map { at -> JSON in
      let second = at + 1 < conditions.count ? conditions[at + 1] : nil
      return .object(of: [
        ("seq_num", JSON(at / 2 + 1)), ("expression1", expression(conditions[at])), ("condition", second == nil ? nil : "and"),
        ("expression2", second.map(expression)),
      ])
    }
    return [("query_type", "predicate"), ("query", .array(pairs))]
  }
  private static func expression(_ line: Facts) -> JSON {
    [
      "attribute_name": .string(attribute(line[.attribute] ?? "")), "operator": .string(line[.comparison] ?? "eq"),
      "attribute_value": value(line),
    ]
  }
  private static func value(_ line: Facts) -> JSON {
    let text = line[.value] ?? ""
    return line[.comparison] == "in" ? .array(text.split(separator: " ").map { .string(String($0)) }) : .string(text)
  }

  // MARK: reading

  /// By its shape; the declared type may say something else, which is odd. nil where it asks nothing.
  static func read(_ criteria: JSON, _ odd: inout [String]) -> (id: [Identifier], conditions: Rows)? {
    guard let query = criteria["query"] else { return nil }
    var shape: String
    var found: (id: [Identifier], conditions: Rows)?
    if let list = query.items {
      shape = "predicate"
      found = predicate(list).map { ([], Rows($0)) }
    } else if let value = query["value"], value.members != nil {
      shape = "expression"
      let asked = value["expression"]?["query"] ?? value["query"] ?? value
      found = mongo(asked, &odd).map { ([], Rows($0)) }
    } else {
      shape = "idtype-value"
      if let type = query["type"]?.text, let value = query["value"]?.spoken, !value.isEmpty {
        found = ([Identifier(Person.scheme(type), value)], Rows())
      }
    }
    if found != nil, let declared = criteria["query_type"]?.text, declared != shape { odd.append("search.query-type-differs") }
    return found
  }

  private static func condition(_ attribute: String, _ comparison: String, _ value: JSON?) -> Facts? {
    guard let value else { return nil }
    var facts = Facts()
    facts[.attribute] = fact(attribute)
    facts[.comparison] = comparison
    guard let text = value.items.map({ $0.compactMap(\.spoken).joined(separator: " ") }) ?? value.spoken else { return nil }
    facts[.value] = text
    return facts
  }

  private static func predicate(_ list: [JSON]) -> [Facts]? {
    var all: [Facts] = []
    for item in list {
      for name in ["expression1", "expression2"] {
        guard let term = item[name] else {
          if name == "expression1" { return nil }
          continue
        }
        guard let attribute = term["attribute_name"]?.text, let comparison = term["operator"]?.text,
          let condition = condition(attribute, comparison, term["attribute_value"])
        else { return nil }
        all.append(condition)
      }
      if let joined = item["condition"]?.text, joined != "and" { return nil }
    }
    return all.isEmpty ? nil : all
  }

  /// `{"$and": [{attribute: {"$lt": value}}]}`, or the same without `$and`.
  private static func mongo(_ query: JSON, _ odd: inout [String]) -> [Facts]? {
    guard let members = query.members, !members.isEmpty else { return nil }
    var all: [Facts] = []
    for member in members {
      if member.name == "$and" {
        for part in member.value.items ?? [] {
          guard let terms = mongo(part, &odd) else { return nil }
          all += terms
        }
      } else if member.name.hasPrefix("$") {
        return nil
      } else {
        for (comparison, value) in member.value.members.map({ $0.map { ($0.name, $0.value) } }) ?? [("$eq", member.value)] {
          guard comparison.hasPrefix("$") else { return nil }
          var word = String(comparison.dropFirst())
          if ["gte", "lte"].contains(word) {
            word.removeLast()
            odd.append("search.operator-spelling")
            word = word == "gt" ? "ge" : "le"
          }
          guard let condition = condition(member.name, word, value) else { return nil }
          all.append(condition)
        }
      }
    }
    return all.isEmpty ? nil : all
  }
}
