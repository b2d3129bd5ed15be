import Documents
import Facts

/// The status of lines and of envelopes, as the register knows it.
enum BridgeStatusServer {
  static let ofLines = Serve.Script(
    read: { (wire, session, stamp) throws(Misread) in
      let wrapper = try BridgeServer.open(wire)
      guard let items = wrapper.message.items else { throw Misread(.syntax, at: "message", "it must be a list") }
      let ids = items.compactMap(\.text)
      guard ids.count == items.count else { throw Misread(.syntax, at: "message", "it must be a list of texts") }
      let book = session[BridgeBook.self]
      guard ids.allSatisfy({ book.holding($0) != nil }) else { throw BridgeServer.invalid(.lineID) }
      return questions(ids, book).map {
        Reading($0, .request, ids: [(kind: "message", value: wrapper.messageID ?? "")], oddities: wrapper.oddities(G2PBridge.lineStatus))
      }
    },
    answer: { readings, replies, session, stamp in
      if let failure = replies.firstNonNil({ BridgeServer.unavailable($0) }) { return failure }
      let id = readings.first?.id("message")
      if let no = replies.first(where: { $0.taken != .accepted }) {
        return BridgeWrapper.answer(G2PBridge.lineStatus, to: id, .null, code: BridgeCode.of(no.reason), session, stamp)
      }
      let book = session[BridgeBook.self]
      let items = zip(readings, replies).flatMap { reading, reply in
        let envelope = reading.message.facts[.listReference].flatMap { book[$0] }
        return reply.rows.map { BridgeReport.json($0, envelope) }
      }
      return BridgeWrapper.answer(G2PBridge.lineStatus, to: id, .array(items), session, stamp)
    },
    refuse: BridgeServer.refuse(G2PBridge.lineStatus))

  /// One question for each list, naming its lines by both sides' references.
  static func questions(_ ids: [String], _ book: BridgeBook) -> [Message] {
    var questions: [Message] = []
    for id in ids {
      let envelope = book.holding(id)
      if !questions.contains(where: { $0.facts[.listReference] == envelope?.id }) {
        var facts = Facts()
        facts[.listReference] = envelope?.id
        questions.append(Message(.report, from: .mis, to: .payments, facts: facts))
      }
      var line = Facts()
      line[.reference] = envelope?.line(id)?.reference
      line[.receipt] = id
      let i = questions.firstIndex { $0.facts[.listReference] == envelope?.id } ?? 0
      questions[i].lines.append(line)
    }
    return questions
  }

  static let ofEnvelope = Serve.Script(
    read: { (wire, session, stamp) throws(Misread) in
      let wrapper = try BridgeServer.open(wire)
      guard let id = wrapper.message.text else { throw BridgeServer.invalid(.envelopeID) }
      guard session[BridgeBook.self][id] != nil else { throw BridgeServer.invalid(.unknownEnvelope) }
      var facts = Facts()
      facts[.listReference] = id
      let ids = [(kind: "message", value: wrapper.messageID ?? "")]
      return [Reading(Message(.report, from: .mis, to: .payments, facts: facts), .request, ids: ids)]
    },
    answer: { readings, replies, session, stamp in
      if let failure = BridgeServer.unavailable(replies.first) { return failure }
      let (id, to) = (readings.first?.message.facts[.listReference] ?? "", readings.first?.id("message"))
      guard let reply = replies.first, reply.taken == .accepted else {
        return BridgeWrapper.answer(
          G2PBridge.envelopeStatus, to: to, .null, code: BridgeCode.of(replies.first?.reason), session, stamp)
      }
      let body = counters(Array(reply.rows), id, session[BridgeBook.self][id])
      return BridgeWrapper.answer(G2PBridge.envelopeStatus, to: to, body, session, stamp)
    },
    refuse: BridgeServer.refuse(G2PBridge.envelopeStatus))

  private static func counters(_ rows: [Facts], _ id: String, _ envelope: BridgeBook.Envelope?) -> JSON {
    func count(_ states: String...) -> JSON { JSON(rows.count { $0[.state].map(states.contains) ?? false }) }
    let isWhole = envelope?.facts[.declaredCount].map { rows.count >= $0 } ?? false
    return [
      "disbursement_envelope_id": .string(id), "number_of_disbursements_received": JSON(rows.count),
      "total_disbursement_amount_received": JSON(ExactDecimal.sum(rows.compactMap { $0[.amount] })),
      "funds_available_with_bank": isWhole ? "FUNDS_AVAILABLE" : "PENDING_CHECK", "funds_available_attempts": isWhole ? 1 : 0,
      "funds_blocked_with_bank": isWhole ? "FUNDS_BLOCK_SUCCESS" : "PENDING_CHECK", "funds_blocked_attempts": isWhole ? 1 : 0,
      "id_mapper_resolution_required": true,
      "number_of_disbursements_shipped": count("open", "settled", "partly-settled", "rejected", "returned"),
      "number_of_disbursements_reconciled": count("settled", "partly-settled", "returned"),
      "number_of_disbursements_reversed": count("returned"),
    ]
  }
}
