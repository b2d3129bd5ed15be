import Documents
import Facts

/// What every operation has in common on the serving side.
enum BridgeServer {
  static func open(_ wire: WireRequest) throws(Misread) -> BridgeWrapper {
    let wrapper = try BridgeWrapper(parsing: wire.body)
    try wrapper.check()
    return wrapper
  }

  static func refuse(_ operation: OperationName) -> @Sendable (Misread, WireRequest, inout Session, Stamp) -> WireResponse {
    { why, wire, session, stamp in
      if session.shows("fails-on-bad-input") { return WireResponse(500) }
      guard why.kind != .syntax, let wrapper = try? BridgeWrapper(parsing: wire.body) else { return BridgeWrapper.malformed(why) }
      let code = BridgeCode(rawValue: why.why) ?? .payload
      return BridgeWrapper.answer(operation, to: wrapper.messageID, items(wrapper.message, code), code: code, session, stamp)
    }
  }

  /// What came, each line with its own codes.
  private static func items(_ message: JSON, _ code: BridgeCode) -> JSON {
    guard let items = message.items, let read = BridgeLines(message), items.contains(where: { $0.members != nil }) else { return .null }
    return .array(
      zip(items, read.flaws).map { item, flaws in
        var item = item
        item["response_error_codes"] = .array(flaws.map { .string($0.rawValue) })
        return item
      })
  }

  static func invalid(_ code: BridgeCode, at place: String = "message") -> Misread { Misread(.schema, at: place, code.rawValue) }

  /// The register could not say; nothing that was asked is to blame.
  static func unavailable(_ reply: Reply?) -> WireResponse? {
    guard reply?.taken == .failed else { return nil }
    let json: JSON = ["errors": [["code": "SERVICE_UNAVAILABLE", "message": "try again later"]]]
    return WireResponse(503, headers: BridgeWrapper.headers, body: json.encoded())
  }
}

/// Envelopes: each goes to the register as a list without lines, which the register names.
enum BridgeEnvelopeServer {
  static let creating = Serve.Script(
    read: { (wire, session, stamp) throws(Misread) in
      let wrapper = try BridgeServer.open(wire)
      let read = BridgeEnvelope.read(wrapper.message)
      if let flaw = read.flaws.first, !session.shows("takes-broken-lists") { throw BridgeServer.invalid(flaw) }
      var facts = read.facts
      facts[.listReference] = stamp.id("reference")
      let ids = [
        ("message", wrapper.messageID), ("frequency", wrapper.message["disbursement_frequency"]?.text),
        ("beneficiaries", wrapper.message["number_of_beneficiaries"]?.decimal?.text),
      ]
      return [
        Reading(
          Message(.list, from: .mis, to: .payments, facts: facts), .request, ids: ids.compactMap { id in id.1.map { (id.0, $0) } },
          oddities: wrapper.oddities(G2PBridge.createEnvelope))
      ]
    },
    answer: { readings, replies, session, stamp in
      let reply = replies.first
      if let failure = BridgeServer.unavailable(reply) { return failure }
      guard let reading = readings.first, let reply else { return WireResponse(500) }
      guard reply.taken == .accepted else {
        let code = BridgeCode.of(reply.reason)
        return BridgeWrapper.answer(G2PBridge.createEnvelope, to: reading.id("message"), .null, code: code, session, stamp)
      }
      let facts = reading.message.facts
      let id = reply.facts[.listReference] ?? facts[.listReference] ?? ""
      session[BridgeBook.self].open(id, facts: BridgeView.head(facts))
      let body = BridgeEnvelope.json(
        facts, beneficiaries: reading.id("beneficiaries").flatMap { Int($0) } ?? 0, frequency: reading.id("frequency") ?? "", id: id, session)
      return BridgeWrapper.answer(G2PBridge.createEnvelope, to: reading.id("message"), body, session, stamp)
    },
    refuse: BridgeServer.refuse(G2PBridge.createEnvelope))

  static let cancelling = Serve.Script(
    read: { (wire, session, stamp) throws(Misread) in
      let wrapper = try BridgeServer.open(wire)
      guard let id = wrapper.message["disbursement_envelope_id"]?.text else { throw BridgeServer.invalid(.envelopeID) }
      guard let envelope = session[BridgeBook.self][id] else { throw BridgeServer.invalid(.unknownEnvelope) }
      guard !envelope.isCancelled else { throw BridgeServer.invalid(.cancelledEnvelope) }
      var facts = Facts()
      facts[.listReference] = id
      let ids = [(kind: "message", value: wrapper.messageID ?? "")]
      return [Reading(Message(.listCancelled, from: .mis, to: .payments, facts: facts), .request, ids: ids)]
    },
    answer: { readings, replies, session, stamp in
      let reply = replies.first
      if let failure = BridgeServer.unavailable(reply) { return failure }
      let id = readings.first?.message.facts[.listReference] ?? ""
      let isTaken = reply?.taken == .accepted
      if isTaken { session[BridgeBook.self].change(id) { $0.isCancelled = true } }
      return BridgeWrapper.answer(
        G2PBridge.cancelEnvelope, to: readings.first?.id("message"), isTaken ? ["disbursement_envelope_id": .string(id)] : .null,
        code: isTaken ? nil : BridgeCode.of(reply?.reason), session, stamp)
    },
    refuse: BridgeServer.refuse(G2PBridge.cancelEnvelope))
}

/// Disbursements: each request goes to the register as one part of the list that its envelope is.
enum BridgeLineServer {
  static let creating = Serve.Script(
    read: { (wire, session, stamp) throws(Misread) in
      let wrapper = try BridgeServer.open(wire)
      guard let read = BridgeLines(wrapper.message) else { throw Misread(.syntax, at: "message", "it must be a list") }
      if let code = read.code, !session.shows("takes-broken-lists") { throw BridgeServer.invalid(code) }
      guard let envelope = read.envelopes.first.flatMap({ session[BridgeBook.self][$0] }) else { throw BridgeServer.invalid(.unknownEnvelope) }
      var facts = envelope.facts
      facts[.listReference] = envelope.id
      let ids = [(kind: "message", value: wrapper.messageID ?? "")]
      return [
        Reading(
          Message(.list, from: .mis, to: .payments, facts: facts, lines: Rows(read.lines)), .request, ids: ids,
          oddities: wrapper.oddities(G2PBridge.createLines))
      ]
    },
    answer: { readings, replies, session, stamp in
      let reply = replies.first
      if let failure = BridgeServer.unavailable(reply) { return failure }
      guard let reading = readings.first, let reply else { return WireResponse(500) }
      let id = reading.message.facts[.listReference] ?? ""
      let lines = Array(reading.message.lines)
      guard reply.taken == .accepted else { return refused(reply, lines, id, reading, session, stamp) }
      let receipts = BridgeReceipts(reply.rows)
      let taken = lines.map { line in (facts: line, receipt: receipts.of(line, at: 0, among: -1) ?? stamp.id("reference")) }
      session[BridgeBook.self].take(taken.map { ($0.facts, $0.receipt) }, into: id)
      let body = JSON.array(taken.map { BridgeLine.json($0.facts, envelope: id, receipt: $0.receipt, session) })
      return BridgeWrapper.answer(G2PBridge.createLines, to: reading.id("message"), body, session, stamp)
    },
    refuse: BridgeServer.refuse(G2PBridge.createLines))

  /// All or nothing: one line that is wrong refuses the request, and the lines say which it was.
  private static func refused(_ reply: Reply, _ lines: [Facts], _ id: String, _ reading: Reading, _ session: Session, _ stamp: Stamp)
    -> WireResponse
  {
    let code: BridgeCode = reply.taken == .refusedAsDuplicate ? .duplicate : BridgeCode.of(reply.reason)
    let whole: BridgeCode = code.isOfLine && reply.taken != .refusedAsDuplicate ? .payload : code
    let named = reply.rows.compactMap { $0[.reference] }
    let items = lines.map { line -> JSON in
      var item = BridgeLine.json(line, envelope: id, session)
      let isMeant = code.isOfLine && (named.isEmpty || line[.reference].map(named.contains) ?? false)
      item["response_error_codes"] = isMeant ? [.string(code.rawValue)] : []
      return item
    }
    return BridgeWrapper.answer(G2PBridge.createLines, to: reading.id("message"), .array(items), code: whole, session, stamp)
  }

  /// Single lines cannot be taken back here: only whole lists can.
  static let cancelling = Serve.Script(
    read: { (wire, _, _) throws(Misread) in
      _ = try BridgeServer.open(wire)
      throw BridgeServer.invalid(.notSupported)
    },
    answer: { _, _, _, _ in WireResponse(500) }, refuse: BridgeServer.refuse(G2PBridge.cancelLines))
}
