import Documents
import Facts
import Population
import Scenarios

extension Assertions {
  /// A raw body: what a path finds in it, each value of it against the matcher.
  func body(_ body: JSON?, _ matcher: Matcher) -> Asserted {
    guard case .path(let text, let inner) = matcher else {
      return .of(
        body.map { whole($0, matcher) } ?? false, Self.words(matcher) { resolve($0, nil).description },
        body == nil ? "no JSON" : Self.shown(body))
    }
    let expected = "\(text) \(Self.words(inner) { resolve($0, nil).description })"
    guard let body else { return .of(false, expected, "no JSON") }
    guard let path = try? JSONPath(text), let found = try? path.evaluate(body).map(\.value) else {
      return .vacuous("the path \(text) cannot be read", expected)
    }
    return .of(holds(inner, of: found), expected, Self.shown(found))
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
