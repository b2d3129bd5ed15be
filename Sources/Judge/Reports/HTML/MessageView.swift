import Evidence
import Facts

/// One stored exchange, request and response.
enum MessageView {
  static func view(_ exchange: Exchange, _ instance: LedgerInstance, anchored: Bool) -> View {
    View([
      "anchor": anchored ? Anchor.exchange(instance.index, exchange.id) : nil, "path": exchange.id, "from": exchange.from.text,
      "to": exchange.to.text, "line": "\(exchange.request.method) \(exchange.url.isEmpty ? exchange.request.target : exchange.url)",
      "status": exchange.response.map { "\($0.status)" } ?? exchange.failure?.kind.rawValue ?? "no answer",
      "dialect": exchange.dialect.text, "when": "\(exchange.at)", "took": "\(exchange.times.total / 1000) ms",
      "request": BodyText.request(exchange.request, url: exchange.url),
      "response": BodyText.response(exchange.response, exchange.failure),
    ])
  }
}
