import Documents
import Facts

/// Conditions that are read from a query, as alternatives of which any is enough.
struct Conditions {
  /// More than this many are not understood: each `and` between them multiplies.
  private static let most = 64
  private var alternatives: [[Facts]]

  private init?(_ alternatives: [[Facts]]) {
    guard alternatives.count <= Self.most else { return nil }
    self.alternatives = alternatives
  }

  /// A line each; one alternative alone has no number.
  var rows: Rows {
    guard alternatives.count > 1 else { return Rows(alternatives.first ?? []) }
    return Rows(
      alternatives.enumerated().flatMap { place, conditions in
        conditions.map { line in
          var line = line
          line[.alternative] = place + 1
          return line
        }
      })
  }

  private func and(_ other: Conditions) -> Conditions? {
    guard alternatives.count * other.alternatives.count <= Self.most else { return nil }
    return Conditions(alternatives.flatMap { mine in other.alternatives.map { mine + $0 } })
  }
  private func or(_ other: Conditions) -> Conditions? { Conditions(alternatives + other.alternatives) }
  /// None of the alternatives holds: of each, one condition does not.
  private var not: Conditions? {
    var all: Conditions? = Conditions([[]])
    for conditions in alternatives {
      let turned = conditions.map { line -> [Facts] in
        var line = line
        line[.negated] = line[.negated] == true ? nil : true
        return [line]
      }
      all = Conditions(turned).flatMap { next in all?.and(next) }
    }
    return all
  }

  private static func one(_ attribute: String, _ comparison: String, _ value: JSON?, _ registry: Registry) -> Conditions? {
    guard let value else { return nil }
    guard let text = value.items.map({ $0.compactMap(\.spoken).joined(separator: " ") }) ?? value.spoken else { return nil }
    var facts = Facts()
    facts[.attribute] = registry.fact(attribute)
    facts[.comparison] = comparison
    facts[.value] = text
    if facts[.attribute]?.hasSuffix("date") == true { facts = onDays(facts) }
    return Conditions([[facts]])
  }

  /// Records know days: a moment of one is the day, and what begins or ends within a day begins after it or ends with it.
  private static func onDays(_ line: Facts) -> Facts {
    guard let text = line[.value], text.utf8.count > 10, text.dropFirst(10).first == "T", let day = Day(text.prefix(10)) else {
      return line
    }
    let time = text.dropFirst(11).prefix { $0 != "Z" && $0 != "+" && $0 != "-" }
    guard time.utf8.allSatisfy({ (48...58).contains($0) || $0 == 46 }) else { return line }
    var facts = line
    facts[.value] = day.description
    guard time.utf8.contains(where: { (49...57).contains($0) }) else { return facts }
    if line[.comparison] == "ge" { facts[.comparison] = "gt" }
    if line[.comparison] == "lt" { facts[.comparison] = "le" }
    return facts
  }

  // MARK: the two shapes

  /// Items in order, each of one or two terms with `and`, `or` or `not` between them; items are joined by `and`.
  static func predicate(_ list: [JSON], _ registry: Registry) -> Conditions? {
    func term(_ json: JSON?) -> Conditions? {
      guard let name = json?["attribute_name"]?.text, let comparison = json?["operator"]?.text else { return nil }
      return one(name, comparison, json?["attribute_value"], registry)
    }
    func item(_ json: JSON) -> Conditions? {
      guard let first = term(json["expression1"]) else { return nil }
      let word = json["condition"]?.text ?? "and"
      guard json["expression2"] != nil else { return word == "not" ? first.not : word == "and" ? first : nil }
      guard let second = term(json["expression2"]) else { return nil }
      switch word {
      case "and": return first.and(second)
      case "or": return first.or(second)
      case "not": return second.not.flatMap { first.and($0) }
      default: return nil
      }
    }
    guard !list.isEmpty else { return nil }
    var all = Conditions([[]])
    for json in list { all = item(json).flatMap { next in all?.and(next) } }
    return all
  }

  /// `{"$and": [{attribute: {"$lt": value}}]}`, or the same without `$and`; `$or`, `$nor` and `$not` likewise.
  static func expression(_ query: JSON, _ registry: Registry, _ odd: inout [String], depth: Int = 0) -> Conditions? {
    guard depth < 16, let members = query.members, !members.isEmpty else { return nil }
    var all = Conditions([[]])
    for member in members {
      var next: Conditions?
      switch member.name {
      case "$and", "$or", "$nor":
        let parts = (member.value.items ?? []).map { expression($0, registry, &odd, depth: depth + 1) }
        guard let first = parts.first else { return nil }
        next = parts.dropFirst().reduce(first) { sum, part in
          guard let sum, let part else { return nil }
          return member.name == "$and" ? sum.and(part) : sum.or(part)
        }
        if member.name == "$nor" { next = next?.not }
      case "$not": next = expression(member.value, registry, &odd, depth: depth + 1)?.not
      case let name where name.hasPrefix("$"): return nil
      default: next = comparisons(member.name, member.value, registry, &odd)
      }
      all = next.flatMap { next in all?.and(next) }
    }
    return all
  }

  private static func comparisons(_ name: String, _ value: JSON, _ registry: Registry, _ odd: inout [String]) -> Conditions? {
    var all = Conditions([[]])
    for (comparison, value) in value.members.map({ $0.map { ($0.name, $0.value) } }) ?? [("$eq", value)] {
      guard comparison.hasPrefix("$") else { return nil }
      var word = String(comparison.dropFirst())
      if word == "not" {
        all = comparisons(name, value, registry, &odd)?.not.flatMap { next in all?.and(next) }
        continue
      }
      if ["gte", "lte"].contains(word) {
        odd.append("search.operator-spelling")
        word = word == "gte" ? "ge" : "le"
      }
      all = one(name, word, value, registry).flatMap { next in all?.and(next) }
    }
    return all
  }
}
