import Documents
import Facts

// MUST NOT CHANGE: logs on vendors' disks are read by this. New keys may be added; a key never changes its meaning or unit.

enum FactsWire {
  static func encode(_ facts: Facts) -> JSON {
    .object(Members(facts.entries.map { Member($0.name, encode($0.value)) }))
  }
  /// Texts and flags are themselves; the rest says its type, so that `20.00` never becomes a floating number.
  static func encode(_ value: FactValue) -> JSON {
    switch value {
    case .text(let t): .string(t)
    case .flag(let f): .bool(f)
    case .count(let n): .number(String(n))
    case .amount(let a): ["amount": .string(a.text)]
    case .day(let d): ["day": .string(d.description)]
    case .identifiers(let ids): ["ids": .array(ids.map { .array([.string($0.scheme.text), .string($0.value)]) })]
    }
  }
  static func decode(_ json: JSON?) -> Facts {
    var facts = Facts()
    for m in json?.members ?? [:] { facts[m.name] = decodeValue(m.value) }
    return facts
  }
  static func decodeValue(_ json: JSON) -> FactValue? {
    switch json {
    case .string(let t): return .text(t)
    case .bool(let f): return .flag(f)
    case .number: return json.int.map { .count($0) }
    case .object:
      if let a = json["amount"]?.text { return ExactDecimal(a).map { .amount($0) } }
      if let d = json["day"]?.text { return Day(d).map { .day($0) } }
      if let ids = json["ids"]?.items {
        return .identifiers(
          ids.compactMap { pair in
            guard let s = pair[0]?.text, let v = pair[1]?.text else { return nil }
            return Identifier(IdentifierScheme(s), v)
          })
      }
      return nil
    case .null, .array: return nil
    }
  }

  static func encode(_ reading: Reading) -> JSON {
    var m: Members = [
      "kind": .string(reading.message.kind.text), "from": .string(reading.message.from.text),
      "to": .string(reading.message.to.text), "half": .string(reading.half.rawValue), "facts": encode(reading.message.facts),
    ]
    if !reading.message.lines.isEmpty { m.append("lines", .array(reading.message.lines.map { encode($0) })) }
    if let t = reading.thread { m.append("thread", .string(t)) }
    if !reading.ids.isEmpty { m.append("ids", .object(Members(reading.ids.map { Member($0.kind, .string($0.value)) }))) }
    if !reading.oddities.isEmpty { m.append("oddities", .array(reading.oddities.map { .string($0) })) }
    if let r = reading.reply { m.append("reply", encode(r)) }
    if !reading.replyOddities.isEmpty { m.append("reply-oddities", .array(reading.replyOddities.map { .string($0) })) }
    return .object(m)
  }
  static func encode(_ reply: Reply) -> JSON {
    var m: Members = ["taken": .string(reply.taken.rawValue)]
    if let r = reply.reason { m.append("reason", .string(r)) }
    if !reply.facts.isEmpty { m.append("facts", encode(reply.facts)) }
    if !reply.rows.isEmpty { m.append("rows", .array(reply.rows.map { encode($0) })) }
    return .object(m)
  }
  static func decodeReading(_ json: JSON) -> Reading? {
    guard let kind = json["kind"]?.text, let from = json["from"]?.text, let to = json["to"]?.text,
      let half = json["half"]?.text.flatMap({ Reading.Half(rawValue: $0) })
    else { return nil }
    let message = Message(
      MessageKind(kind), from: Role(from), to: Role(to), facts: decode(json["facts"]),
      lines: Rows((json["lines"]?.items ?? []).map { decode($0) }))
    return Reading(
      message, half, thread: json["thread"]?.text,
      ids: (json["ids"]?.members ?? [:]).compactMap { m in m.value.text.map { (kind: m.name, value: $0) } },
      oddities: (json["oddities"]?.items ?? []).compactMap(\.text), reply: json["reply"].flatMap { decodeReply($0) },
      replyOddities: (json["reply-oddities"]?.items ?? []).compactMap(\.text))
  }
  static func decodeReply(_ json: JSON) -> Reply? {
    guard let taken = json["taken"]?.text.flatMap({ Reply.Taken(rawValue: $0) }) else { return nil }
    return Reply(
      taken, reason: json["reason"]?.text, facts: decode(json["facts"]), rows: Rows((json["rows"]?.items ?? []).map { decode($0) }))
  }
}
