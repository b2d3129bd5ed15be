package import Facts

extension TimelineState {
  /// A request on its way between two simulated actors, with the turn of its sender. One whose answer nobody waits for is gone.
  struct Exchange: Sendable {
    enum Leg: Hashable, Sendable {
      /// Not yet claimed.
      case there
      case served
      case back
    }
    let path: Path
    let lender: ID
    var leg: Leg = .there
  }

  /// The sender's turn goes with the request. With a deadline in world time the sender must bring its wake along.
  package mutating func lend(
    _ id: ID, _ header: String, _ path: Path, until: WorldInstant? = nil, doing: String, _ wake: Wake? = nil
  ) -> Bool {
    guard open[id]?.phase == .awake, exchanges[header] == nil else { return false }
    exchanges[header] = Exchange(path: path, lender: id)
    open[id]?.phase = .lent
    open[id]?.since = now
    open[id]?.doing = doing
    open[id]?.lends = header
    open[id]?.wake = wake
    if let until, let wake { enter(id, max(until, WorldInstant(seconds: now.seconds + 1)), wake) }
    quiet = .zero
    return true
  }

  /// The server face takes the turn out of the request, once. Gives the path of its work; nil: no such exchange is on its way.
  package mutating func claim(_ header: String, by id: ID, title: String, site: Site) -> Path? {
    guard let exchange = exchanges[header], exchange.leg == .there else { return nil }
    exchanges[header]?.leg = .served
    open[id] = Entry(path: exchange.path, title: title, site: site, phase: .awake, since: now, serves: header)
    last = exchange.path
    quiet = .zero
    return exchange.path
  }

  /// The client has the answer, or knows that there is none.
  ///
  /// - An answer of ended work, or a failure before anybody claimed: the turn is the sender's again at once.
  /// - A failure after the work has ended: the sender joins the ready, as if the failure had come a moment before that end.
  /// - Either while the work still runs: the sender joins the ready, the work keeps its turn.
  package mutating func returned(_ header: String, failed: Bool, _ wake: Wake? = nil) -> [Effect] {
    guard let exchange = exchanges.removeValue(forKey: header) else { return wake.map { [Effect(nil, $0, .refused)] } ?? [] }
    let lender = exchange.lender
    guard let wake = wake ?? open[lender]?.wake else { return [] }
    open[lender]?.parking = nil
    open[lender]?.lends = nil
    open[lender]?.wake = nil
    switch exchange.leg {
    case .there:
      return handBack(lender, wake)
    case .back where !failed:
      return handBack(lender, wake)
    case .back:
      held -= 1
      return join(lender, wake, .turn)
    case .served:
      return join(lender, wake, .turn)
    }
  }

  private mutating func handBack(_ lender: ID, _ wake: Wake) -> [Effect] {
    quiet = .zero
    open[lender]?.phase = .awake
    open[lender]?.since = now
    return [Effect(lender, wake, .turn)]
  }

  /// Work that served an exchange has ended. True: its turn travels back with the answer.
  mutating func answered(_ entry: Entry) -> Bool {
    guard let header = entry.serves, exchanges[header] != nil else { return false }
    exchanges[header]?.leg = .back
    return true
  }

  /// The sender's patience has ended in world time, while whoever serves it was parked.
  mutating func orphan(_ header: String) {
    guard let exchange = exchanges.removeValue(forKey: header) else { return }
    if exchange.leg != .served { held -= 1 }
  }
}
