import Documents
import Facts

/// Hands over a list: the envelope, then its lines in chunks. What was taken before a failure is not sent again.
enum BridgeListing {
  static var conversation: Ask {
    Ask { (message, course, session, stamp) throws(Unsayable) in try turn(message, course, &session, stamp) }
  }

  private static func turn(_ message: Message, _ course: Ask.Course, _ session: inout Session, _ stamp: Stamp) throws(Unsayable) -> Ask.Move {
    let fault = try BridgeFault.of(message)
    let lines = Array(message.lines)
    if let last = course.answers.last {
      switch BridgeAnswer(last.response) {
      case .not(let reply): return .finish(ended(reply, message, &session))
      case .taken(let json):
        guard keep(json, last.operation, message, lines, &session) else { return .finish(Reply(.failed, reason: "unreadable-answer")) }
      }
    } else if fault == nil, !lines.isEmpty {
      again(message, lines, &session)
    }
    let isFresh = course.answers.isEmpty && (fault != nil || lines.isEmpty)
    guard !isFresh, let envelope = envelope(of: message, session) else {
      return .send(try envelopeRequest(message, lines, fault, session, stamp), as: G2PBridge.createEnvelope)
    }
    guard envelope.taken < lines.count else { return .finish(accepted(envelope)) }
    let chunk = lines[envelope.taken..<min(lines.count, envelope.taken + BridgeSettings(session).chunk)]
    let body = JSON.array(chunk.map { BridgeLine.json($0, envelope: envelope.id, session) })
    return .send(BridgeWrapper.request(G2PBridge.createLines, body, fault: fault, session, stamp), as: G2PBridge.createLines)
  }

  private static func envelope(of message: Message, _ session: Session) -> BridgeBook.Envelope? {
    message.facts[.listReference].flatMap { session[BridgeBook.self].called($0) }
  }

  /// A list that was taken whole and is said again: its lines go into the same envelope once more.
  private static func again(_ message: Message, _ lines: [Facts], _ session: inout Session) {
    guard let envelope = envelope(of: message, session), envelope.taken >= lines.count else { return }
    session[BridgeBook.self].change(envelope.id) { $0.taken = 0 }
  }

  private static func envelopeRequest(
    _ message: Message, _ lines: [Facts], _ fault: BridgeFault?, _ session: Session, _ stamp: Stamp
  ) throws(Unsayable) -> WireRequest {
    let facts = message.facts
    let missing = ["programme", "cycle", "list.reference", "declared.count", "declared.total"].filter { facts[$0] == nil }
    guard missing.isEmpty else { throw Unsayable(.list, facts: missing) }
    let payees = Set(lines.compactMap { $0[.payee].flatMap(BridgeLine.written) }).count
    let body = BridgeEnvelope.json(
      facts, beneficiaries: lines.isEmpty ? facts[.declaredCount] ?? 0 : payees, frequency: BridgeSettings(session).frequency, session)
    return BridgeWrapper.request(G2PBridge.createEnvelope, body, fault: fault, session, stamp)
  }

  /// False where the answer does not say what it must.
  private static func keep(_ json: JSON, _ operation: OperationName, _ message: Message, _ lines: [Facts], _ session: inout Session) -> Bool {
    if operation == G2PBridge.createEnvelope {
      guard let id = json["disbursement_envelope_id"]?.text else { return false }
      session[BridgeBook.self].open(id, own: message.facts[.listReference], facts: BridgeView.head(message.facts))
      return true
    }
    guard let envelope = envelope(of: message, session) else { return false }
    let count = min(lines.count - envelope.taken, BridgeSettings(session).chunk)
    let sent = lines[envelope.taken..<(envelope.taken + count)]
    let receipts = BridgeReceipts(json.items ?? [])
    let taken = sent.enumerated().map { n, line in (facts: line, receipt: receipts.of(line, at: n, among: count)) }
    session[BridgeBook.self].take(taken, into: envelope.id)
    session[BridgeBook.self].change(envelope.id) { $0.taken += count }
    return true
  }

  private static func accepted(_ envelope: BridgeBook.Envelope, _ taken: Reply.Taken = .accepted, reason: String? = nil) -> Reply {
    var facts = Facts()
    facts[.listReference] = envelope.id
    let rows = envelope.lines.map { line in
      var row = Facts()
      row[.reference] = line.reference
      row[.receipt] = line.receipt
      return row
    }
    return Reply(taken, reason: reason, facts: facts, rows: Rows(rows))
  }

  /// Refused for good: what is said next under this name is another list.
  private static func ended(_ reply: Reply, _ message: Message, _ session: inout Session) -> Reply {
    guard let envelope = envelope(of: message, session) else { return reply }
    if reply.taken == .refusedAsDuplicate { return accepted(envelope, reply.taken, reason: reply.reason) }
    if reply.taken == .refused { session[BridgeBook.self].change(envelope.id) { $0.own = nil } }
    return reply
  }
}

/// Takes a list back.
enum BridgeCancelling {
  static var conversation: Ask {
    Ask { (message, course, session, stamp) throws(Unsayable) in
      guard let name = message.facts[.listReference] else { throw Unsayable(.listCancelled, facts: ["list.reference"]) }
      let id = session[BridgeBook.self].called(name)?.id ?? name
      guard let last = course.answers.last else {
        let body: JSON = ["disbursement_envelope_id": .string(id)]
        return .send(BridgeWrapper.request(G2PBridge.cancelEnvelope, body, session, stamp), as: G2PBridge.cancelEnvelope)
      }
      switch BridgeAnswer(last.response) {
      case .not(let reply): return .finish(reply)
      case .taken:
        session[BridgeBook.self].change(id) { $0.isCancelled = true }
        return .finish(.accepted)
      }
    }
  }
}
