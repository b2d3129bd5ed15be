import Conformance
import Documents
import Evidence
import Facts

/// One stored exchange: who, when, how long, and both messages as they went over the wire.
struct MessageView {
  let instance: LedgerInstance
  /// Nodes that a failure points at, by exchange.
  let marks: [String: [Mark]]

  struct Mark {
    let pointer: JSONPointer
    /// Whether the answer is the work of the judged role, so that it is looked at first.
    let inResponse: Bool
  }

  init(_ instance: LedgerInstance, _ causes: [Cause]) {
    self.instance = instance
    var marks: [String: [Mark]] = [:]
    for cause in causes {
      guard let (exchange, pointer) = Self.node(cause) else { continue }
      marks[exchange.id, default: []].append(Mark(pointer: pointer, inResponse: exchange.to.text == cause.result.judges.text))
    }
    self.marks = marks
  }

  func view(_ exchange: Exchange, needed: Bool, on shelf: inout Shelf) -> View {
    let anchor = Anchor.exchange(instance.index, exchange.id)
    let marked = marks[exchange.id].flatMap { Self.place($0, exchange) }
    var view = View([
      "anchor": anchor, "back": Anchor.arrow(instance.index, exchange.id), "path": exchange.id, "from": exchange.from.text,
      "to": exchange.to.text, "line": "\(exchange.request.method) \(exchange.url.isEmpty ? exchange.request.target : exchange.url)",
      "status": Self.status(exchange), "dialect": exchange.dialect.text, "when": "\(exchange.at)", "timing": Self.timing(exchange.times),
      "node": marked.map { $0.pointer.text },
    ])
    let answered = exchange.response
    view.set(
      "sides",
      [
        side(
          "request", "\(exchange.request.method) \(exchange.request.target)", exchange.request.headers, exchange.request.body,
          marked.flatMap { $0.inResponse ? nil : $0.pointer }, anchor, needed, &shelf),
        side(
          "response",
          answered.map { "HTTP \($0.status)" } ?? exchange.failure.map { "no response: \($0.kind.rawValue), \($0.detail)" }
            ?? "no response",
          answered?.headers ?? [], answered?.body ?? [], marked.flatMap { $0.inResponse ? $0.pointer : nil }, anchor, needed, &shelf),
      ])
    view.set("bad", marked != nil)
    return view
  }

  private func side(
    _ title: String, _ start: String, _ headers: [HeaderField], _ body: [UInt8], _ pointer: JSONPointer?, _ anchor: String, _ needed: Bool,
    _ shelf: inout Shelf
  ) -> View {
    var view = View(["title": title, "start": start])
    view.set("fields", headers.map { View(["name": $0.name, "value": $0.value]) })
    guard !body.isEmpty else { return view }
    switch shelf.place(body, at: anchor, needed: needed, marked: pointer != nil) {
    case .same(let first): view["same"] = first
    case .full: view["left"] = "\(body.count) bytes, kept in the log of the run"
    case .shown:
      let laid = BodyView(body, marking: pointer)
      view["kind"] = laid.kind
      view["before"] = laid.before
      view["marked"] = laid.marked
      view["after"] = laid.after
      view["range"] = laid.range.map { "bytes \($0.lowerBound) to \($0.upperBound)" }
      view["pointer"] = laid.marked == nil ? nil : pointer?.text
      view.set("body", true)
    }
    return view
  }

  /// The exchange and the node in it that the check's place names.
  static func node(_ cause: Cause) -> (Exchange, JSONPointer)? {
    guard let place = cause.check.place, let gap = place.firstIndex(of: " ") else { return nil }
    guard let pointer = JSONPointer(String(place[place.index(after: gap)...])), pointer != .root else { return nil }
    return cause.instance.exchange(String(place[..<gap])).map { ($0, pointer) }
  }

  /// In the message that has such a node; where both have one, in the judged role's.
  private static func place(_ marks: [Mark], _ exchange: Exchange) -> Mark? {
    for mark in marks {
      for inResponse in [mark.inResponse, !mark.inResponse] {
        let body = inResponse ? exchange.response?.body ?? [] : exchange.request.body
        if BodyView.holds(body, mark.pointer) { return Mark(pointer: mark.pointer, inResponse: inResponse) }
      }
    }
    return nil
  }

  /// Where the node that a failure points at stands in the message as it was sent.
  static func byteRange(_ cause: Cause) -> Range<Int>? {
    guard let (exchange, pointer) = node(cause) else { return nil }
    let mark = Mark(pointer: pointer, inResponse: exchange.to.text == cause.result.judges.text)
    guard let found = place([mark], exchange) else { return nil }
    return BodyView(found.inResponse ? exchange.response?.body ?? [] : exchange.request.body, marking: pointer).range
  }

  private static func status(_ exchange: Exchange) -> String {
    exchange.response.map { "\($0.status)" } ?? exchange.failure?.kind.rawValue ?? "no answer"
  }

  /// `connect 0.4 ms, first byte 2.9 ms, all 3.1 ms`; nothing where nothing was measured.
  private static func timing(_ times: Exchange.Times) -> String? {
    let parts = [("connect", times.connect), ("first byte", times.first), ("all", times.total)].filter { $0.1 > 0 }
    return parts.isEmpty ? nil : parts.map { "\($0.0) \($0.1 / 1000).\($0.1 % 1000 / 100) ms" }.joined(separator: ", ")
  }
}
