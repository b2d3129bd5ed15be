import Documents
import Facts
import Population
import Scenarios

extension Assertions {
  /// A raw body: by a schema as a whole, or what a path finds in it, each value of it against the matcher.
  func body(_ body: JSON?, _ raw: [UInt8]?, _ matcher: Matcher) -> Asserted {
    switch matcher {
    case .path(let text, let inner): return found(by: text, in: body, inner)
    case .schema, .xsd: return fitting(matcher, "the body", raw.map { [$0] } ?? [])
    default:
      return .of(
        body.map { whole($0, matcher) } ?? false, Self.words(matcher) { resolve($0, nil).description },
        body == nil ? "no JSON" : Self.shown(body))
    }
  }

  private func found(by text: String, in body: JSON?, _ matcher: Matcher) -> Asserted {
    let expected = "\(text) \(Self.words(matcher) { resolve($0, nil).description })"
    guard let body else { return .of(false, expected, "no JSON") }
    guard let path = try? JSONPath(text), let found = try? path.evaluate(body).map(\.value) else {
      return .vacuous("the path \(text) cannot be read", expected)
    }
    if case .schema = matcher { return fitting(matcher, text, found.map { $0.encoded() }) }
    return .of(holds(matcher, of: found), expected, Self.shown(found))
  }

  /// Each of them against a schema of the suite. Of nothing a schema says nothing: then there is nothing that fits.
  private func fitting(_ matcher: Matcher, _ what: String, _ bodies: [[UInt8]]) -> Asserted {
    let expected = "\(what) \(Self.words(matcher) { _ in "" })"
    guard let schema = schemas.schema(of: matcher) else { return .vacuous("the suite has no such schema", expected) }
    guard !bodies.isEmpty else { return .of(false, expected, "nothing there") }
    let flaws = bodies.lazy.map { schema.flaws(in: $0) }.first { !$0.isEmpty } ?? []
    var asserted = Asserted.of(flaws.isEmpty, expected, flaws.first ?? "it fits")
      .differing { flaws.count > 1 ? (["what breaks it"] + flaws.map { "+ \($0)" }).joined(separator: "\n") : nil }
    asserted.strict = schema.strict(of: bodies)
    return asserted
  }

  private func whole(_ body: JSON, _ matcher: Matcher) -> Bool {
    switch matcher {
    case .type(let name): Likeness.type(of: body) == name
    case .present: true
    default: false
    }
  }

  private func holds(_ matcher: Matcher, of found: [JSON]) -> Bool {
    switch matcher {
    case .present: !found.isEmpty
    case .absent: found.isEmpty
    case .count(let v): Likeness.equal(.count(found.count), resolve(v, nil))
    case .sameSet(let v): found.map { Likeness.text(of: $0) }.sorted() == texts(v).sorted()
    case .equals(let v) where v.items != nil: found.map { Likeness.text(of: $0) } == texts(v)
    case .type(let name):
      !found.isEmpty && found.allSatisfy { Likeness.type(of: $0) == name || (name == "number" && Likeness.type(of: $0) == "integer") }
    default:
      !found.isEmpty
        && found.allSatisfy { value in
          if case .right = one(Likeness.fact(of: value), matcher, named: "value", nil).outcome { return true }
          return false
        }
    }
  }

  private func texts(_ value: Value) -> [String] {
    (value.items ?? [value]).flatMap { item -> [String] in
      let meant = resolve(item, nil)
      if case .people(let people) = meant { return people.map { $0.all.first?.value ?? $0.key.text } }
      return [meant.text ?? meant.description]
    }
  }

  private static func shown(_ found: [JSON]) -> String {
    found.isEmpty
      ? "nothing there"
      : found.prefix(4).map { shown($0) }.joined(separator: ", ") + (found.count > 4 ? " and \(found.count - 4) more" : "")
  }
  private static func shown(_ json: JSON?) -> String {
    let text = json.map { $0.text ?? String(decoding: $0.encoded(), as: UTF8.self) } ?? "absent"
    return text.count > 120 ? text.prefix(117) + "..." : text
  }
}

extension Likeness {
  /// A JSON value as the fact that it would be.
  static func fact(of json: JSON) -> FactValue {
    if let flag = json.bool { return .flag(flag) }
    if let number = json.numberText, let amount = ExactDecimal(number) { return .amount(amount) }
    return .text(text(of: json))
  }
  static func text(of json: JSON) -> String { json.text ?? json.numberText ?? String(decoding: json.encoded(), as: UTF8.self) }
  static func type(of json: JSON) -> String {
    if json.text != nil { return "string" }
    if json.bool != nil { return "boolean" }
    if json.items != nil { return "array" }
    if json.members != nil { return "object" }
    guard let number = json.numberText else { return "null" }
    return number.contains(where: { $0 == "." || $0 == "e" || $0 == "E" }) ? "number" : "integer"
  }
}
