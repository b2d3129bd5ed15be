import Documents
import Evidence
import Facts
import Population
import Synchronization
import Timeline

extension World {
  /// Sends one request to the peer, records the exchange with its facts, and gives the response.
  func exchange(
    _ request: WireRequest, _ operation: OperationName, on runner: ConversationRunner, saying message: Message?, _ activity: Activity
  )
    async
    -> Result<WireResponse, SendFailure>
  {
    guard let said = rewritten(request, of: operation, on: runner) else { return .failure(SendFailure(.other, "it was not sent")) }
    // What the harness says itself goes at once: nobody would move the clock for which a late message waits.
    if !runner.repeated, await delivery(of: said, operation, in: runner.dialect.card.name, by: runner.role, activity) == .twice {
      _ = await send(said, operation, on: runner, saying: message, activity)
    }
    return await send(said, operation, on: runner, saying: message, activity)
  }

  private func send(_ said: WireRequest, _ operation: OperationName, on runner: ConversationRunner, saying: Message?, _ activity: Activity)
    async
    -> Result<WireResponse, SendFailure>
  {
    let session = runner.session.current
    let (base, request) = addressed(said, session, runner.peer)
    let isOurs = request.isAbsolute ? request.target.hasPrefix(address + "/") : !isReal(runner.peer)
    let wire = activity.wire
    let at = activity.now
    var response: WireResponse?
    var failure: SendFailure?
    var times = Exchange.Times()
    var id = activity.path.description
    do throws(SendFailure) {
      let carried = try await activity.send(request, to: Peer(base: base, simulated: isOurs))
      response = carried.response
      // The listener's own stamp is the wall's, and says nothing of the actor behind it.
      if isOurs { response?.headers.removeAll { $0.name.lowercased() == "date" } }
      id = carried.exchangeID
      times = Exchange.Times(connect: carried.microseconds.connect, first: carried.microseconds.first, total: carried.microseconds.total)
    } catch {
      failure = error
      id = activity.lastChild.description
    }
    record(runner.dialect, runner.session.current, saying: saying) { [id, response, failure, times] in
      Exchange(
        id: id, at: at, wire: wire, from: runner.role, to: runner.peer, edge: runner.edge.name, dialect: runner.dialect.card.name,
        operation: operation, url: request.isAbsolute ? request.target : base + request.target, request: request, response: response,
        failure: failure, sealed: runner.dialect.card.sealed, repeated: runner.repeated, times: times)
    }
    if let failure { return .failure(failure) }
    return response.map { .success($0) } ?? .failure(SendFailure(.other, "no response"))
  }

  /// Where a vendor has its own path for an edge (`at: /dci/registry`), it takes the place of the dialect's first segment.
  private func addressed(_ request: WireRequest, _ session: Session, _ peer: Role) -> (base: String, WireRequest) {
    let base = session.peerAddress.isEmpty ? base(peer) ?? "" : session.peerAddress
    guard !request.isAbsolute, let at = session.settings["at"], !request.target.hasPrefix(at) else { return (base, request) }
    var moved = request
    moved.target = DialectCard.moved(request.target, to: at)
    return (base, moved)
  }

  /// Shows the exchange with its facts to whoever watches.
  func record(_ dialect: any Dialect, _ session: Session, saying: Message? = nil, _ exchange: @escaping @Sendable () -> Exchange) {
    let read: @Sendable () -> Exchange = { [self] in self.read(exchange(), dialect, session, saying) }
    guard readsAtOnce else { return see(.unread(read)) }
    let exchange = read()
    see(.exchange(exchange))
    tell(exchange, dialect.card, isSpoiled: saying?.fault != nil || exchange.repeated)
  }

  private func read(_ exchange: Exchange, _ dialect: any Dialect, _ session: Session, _ saying: Message?) -> Exchange {
    var exchange = exchange
    let opened = Exchange.Opened(
      request: dialect.opened(exchange.request.body, session), response: exchange.response.flatMap { dialect.opened($0.body, session) })
    exchange.opened = opened == Exchange.Opened() ? nil : opened
    var readings = dialect.view(exchange.operation, exchange.request, exchange.response, session)
    // What cannot be read was still said by somebody: a spoiled message, or one that never arrived.
    if readings.isEmpty, let saying, saying.fault != nil || exchange.response == nil { readings = [Reading(saying, .request)] }
    let flaws = Flaws(exchange, schemas)
    exchange.readings = readings.map { reading in
      var heard = flaws.added(to: completed(attributed(reading, dialect.card), exchange))
      tellUndeclared(heard.message, exchange.id)
      heard.message = inward(heard.message)
      return heard
    }
    return exchange
  }

  /// What is done by who answered stands with the answer.
  private func attributed(_ reading: Reading, _ card: DialectCard) -> Reading {
    guard reading.half == .request, !reading.oddities.isEmpty else { return reading }
    var reading = reading
    func isOfAnswer(_ text: String) -> Bool { card.oddity(named: Oddity(text).name)?.isOfAnswer ?? false }
    reading.replyOddities += reading.oddities.filter(isOfAnswer)
    reading.oddities.removeAll(where: isOfAnswer)
    return reading
  }

  /// Each deviation that the dialect recognised, once for each system. What the harness itself has spoiled is nobody's.
  private func tell(_ exchange: Exchange, _ card: DialectCard, isSpoiled: Bool) {
    for reading in exchange.readings {
      let said = reading.oddities.map { (text: $0, author: reading.message.from) }
      for (text, author) in said + reading.replyOddities.map({ (text: $0, author: reading.message.to) }) {
        guard let known = card.oddity(named: Oddity(text).name), author != exchange.from || !isSpoiled else { continue }
        guard told.withLock({ $0.insert("\(author) \(Oddity(text).name)").inserted }) else { continue }
        see(.finding(Finding(name: Oddity(text).name, detail: known.sentence(of: Oddity(text)), about: author, exchange: exchange.id)))
      }
    }
  }

  /// A word of the vendor's that was understood by its tail, once for each.
  private func tellUndeclared(_ message: Message, _ exchange: String) {
    guard let (word, meant) = undeclared(message), told.withLock({ $0.insert("\(message.from) vocabulary \(word)").inserted }) else {
      return
    }
    see(
      .finding(
        Finding(
          name: "vocabulary.undeclared",
          detail: "the programme is written `\(word)`, which the target does not declare; it was taken for \(meant): "
            + "add `vocabulary: { programme: { \(meant): \"\(word)\" } }`",
          about: message.from, exchange: exchange)))
  }

  /// Adds what is the same in every dialect: faults of the server, and people named where nobody asked for them.
  private func completed(_ reading: Reading, _ exchange: Exchange) -> Reading {
    guard reading.half == .request else { return reading }
    var reading = reading
    if let failure = exchange.failure {
      var reply = reading.reply ?? Reply(.failed)
      reply.taken = .failed
      reply.reason = failure.kind.rawValue
      reply.facts[.replyServerFault] = "\(failure.kind.rawValue): \(failure.detail)"
      reading.reply = reply
    } else if let response = exchange.response {
      var reply = reading.reply ?? Reply(response.status < 300 ? .accepted : .refused)
      if response.status >= 500 {
        reply.taken = .failed
        reply.facts[.replyServerFault] = "HTTP \(response.status)"
      }
      if reply.taken != .accepted, let name = named(in: response.body) { reply.facts[.replyNamesAPerson] = name }
      reading.reply = reply
    }
    return reading
  }

  /// A name or identifier of the story's people that a refusal shows.
  private func named(in body: [UInt8]) -> String? {
    let values = Self.values(of: body)
    func shows(_ text: String) -> Bool { values.contains { $0.contains(text) } }
    for person in story.people {
      if shows(person.name.family), shows(person.name.given) { return "the name of \(person.key)" }
      for id in person.all where id.value.utf8.count >= 6 && shows(id.value) { return "\(id.scheme) of \(person.key)" }
    }
    return nil
  }

  /// Names and scalars of a JSON body as they are meant, escapes read; of any other, the whole text.
  private static func values(of body: [UInt8]) -> [String] {
    guard let document = try? Document(parsing: body) else { return [String(decoding: body, as: UTF8.self)] }
    var all: [String] = []
    var open = [document.root]
    while let value = open.popLast() {
      for (name, inner) in value.members {
        all.append(name)
        open.append(inner)
      }
      open += value.elements
      if let text = value.text ?? value.numberText { all.append(text) }
    }
    return all
  }
}
