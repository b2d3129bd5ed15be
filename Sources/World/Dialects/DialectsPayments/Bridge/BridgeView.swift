import Documents
import Facts

/// What recorded exchanges say. Reads whatever can be read: whoever received a message has judged it in its answer.
enum BridgeView {
  /// What an envelope says of its list, its name left out.
  static func head(_ facts: Facts) -> Facts {
    var head = Facts()
    for name in ["programme", "cycle", "declared.count", "declared.total", "currency", "schedule.date"] { head[name] = facts[name] }
    return head
  }

  static func envelope(_ wrapper: BridgeWrapper, _ response: WireResponse?) -> [Reading] {
    let read = BridgeEnvelope.read(wrapper.message)
    var id: String?
    if case .taken(let json)? = response.map(BridgeAnswer.init) { id = json["disbursement_envelope_id"]?.text }
    var facts = read.facts
    facts[.listReference] = id
    var odd = wrapper.oddities(G2PBridge.createEnvelope) + read.flaws.map { "bridge.misread /message \($0.rawValue)" }
    odd += BridgeOddities.of(amount: wrapper.message["total_disbursement_amount"], at: "/message/total_disbursement_amount")
    odd += response.map { BridgeOddities.ofAnswer($0, lines: 1) } ?? []
    return [
      Reading(
        Message(.list, from: .mis, to: .payments, facts: facts), .request, thread: id, ids: ids(wrapper), oddities: odd,
        reply: response.map { reply($0, listReference: id) })
    ]
  }

  static func lines(_ wrapper: BridgeWrapper, _ response: WireResponse?, _ book: BridgeBook) -> [Reading] {
    let read = BridgeLines(wrapper.message)
    let id = read?.envelopes.first
    let envelope = id.flatMap { book[$0] }
    let answered = response.map(BridgeAnswer.init)
    var receipts = BridgeReceipts([JSON]())
    if case .taken(let json)? = answered { receipts = BridgeReceipts(json.items ?? []) }
    let lines = read?.lines ?? []
    let owedFor = id.map(book.follows) ?? false ? envelope?.facts[.cycle] : nil
    let rows = lines.enumerated().map { n, line -> Facts in
      var row = line
      row[.receipt] = receipts.of(line, at: n, among: lines.count)
      row[.owedFor] = owedFor
      return row
    }
    var facts = Facts()
    facts[.programme] = envelope?.facts[.programme]
    facts[.cycle] = envelope?.facts[.cycle]
    facts[.listReference] = id
    var odd = wrapper.oddities(G2PBridge.createLines)
    if read == nil { odd.append("bridge.misread /message it must be a list") }
    var written: [String] = []
    for (place, item) in (wrapper.message.items ?? []).enumerated() {
      for text in BridgeOddities.of(amount: item["disbursement_amount"], at: "/message/\(place)/disbursement_amount")
      where !written.contains(where: { Oddity($0).name == Oddity(text).name }) { written.append(text) }
    }
    for code in BridgeCode.allCases where read?.flaws.contains(where: { $0.contains(code) }) ?? false {
      // How it is written says more than that it cannot be read.
      if code != .amount || written.isEmpty { odd.append("bridge.misread /message \(code.rawValue)") }
    }
    odd += written
    odd += response.map { BridgeOddities.ofAnswer($0, lines: lines.count) } ?? []
    return [
      Reading(
        Message(.list, from: .mis, to: .payments, facts: facts, lines: Rows(rows)), .request, thread: id, ids: ids(wrapper), oddities: odd,
        reply: response.map { reply($0, listReference: id) })
    ]
  }

  /// The question, which carries nothing but ids, and the report that answers it.
  static func status(_ wrapper: BridgeWrapper, _ response: WireResponse?, _ book: BridgeBook) -> [Reading] {
    let asked = BridgeStatusServer.questions((wrapper.message.items ?? []).compactMap(\.text), book).map {
      Reading(
        $0, .request, thread: $0.facts[.listReference], ids: ids(wrapper), oddities: wrapper.oddities(G2PBridge.lineStatus),
        reply: response.map { reply($0) })
    }
    guard case .taken(let json)? = response.map(BridgeAnswer.init) else { return asked }
    let told = BridgeReport.read(json, book).map {
      Reading($0.message, .response, thread: $0.thread, ids: ids(wrapper), oddities: $0.oddities)
    }
    return asked + told
  }

  static func about(_ kind: MessageKind, _ id: String?, _ wrapper: BridgeWrapper, _ response: WireResponse?) -> [Reading] {
    var facts = Facts()
    facts[.listReference] = id
    let message = Message(kind, from: .mis, to: .payments, facts: facts)
    return [Reading(message, .request, thread: id, ids: ids(wrapper), reply: response.map { reply($0) })]
  }

  static func unreadable(_ kind: MessageKind, _ why: Misread, _ response: WireResponse?) -> [Reading] {
    let message = Message(kind, from: .mis, to: .payments)
    return [Reading(message, .request, oddities: ["bridge.misread \(why.place) \(why.why)"], reply: response.map { reply($0) })]
  }

  private static func reply(_ response: WireResponse, listReference: String? = nil) -> Reply {
    switch BridgeAnswer(response) {
    case .not(let reply): return reply
    case .taken:
      var facts = Facts()
      facts[.listReference] = listReference
      return Reply(.accepted, facts: facts)
    }
  }
  private static func ids(_ wrapper: BridgeWrapper) -> [(kind: String, value: String)] {
    wrapper.messageID.map { [(kind: "message", value: $0)] } ?? []
  }
}
