import Evidence
import Facts
import Sandbox

/// A response that was good once, by method and path.
struct RecordedAnswer: Sendable {
  let method: String
  let path: String
  let response: WireResponse

  /// The first good response of a role for each method and path of a run.
  static func all(of role: Role, in ledger: Ledger) -> [RecordedAnswer] {
    ledger.instances.flatMap(\.exchanges).reduce(into: []) { all, exchange in
      guard exchange.to == role, let response = exchange.response, response.status < 300 else { return }
      let path = self.path(exchange, role)
      if !all.contains(where: { $0.method == exchange.request.method && $0.path == path }) {
        all.append(RecordedAnswer(method: exchange.request.method, path: path, response: response))
      }
    }
  }

  /// Below the base of the role, whatever world it was in.
  private static func path(_ exchange: Exchange, _ role: Role) -> String {
    guard let at = exchange.url.ranges(of: "/\(role)/").first?.upperBound else { return exchange.request.path }
    return "/" + exchange.url[at...].prefix { $0 != "?" }
  }
}

/// Gives for each path what a right system once said there; for other paths what it said first.
struct Replay: StandIn {
  let recorded: [RecordedAnswer]
  func answer(_ request: WireRequest) -> WireResponse? {
    let known = recorded.first { $0.method == request.method && $0.path == request.path } ?? recorded.first { $0.method == request.method }
    return (known ?? recorded.first)?.response ?? WireResponse(200)
  }
}
