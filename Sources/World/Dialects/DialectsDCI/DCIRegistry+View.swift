import Documents
package import Facts

extension DCIRegistry {
  /// What a recorded exchange says. Signature and token are not asked for: whoever received it has judged them in its answer.
  package func view(_ operation: OperationName, _ request: WireRequest, _ response: WireResponse?, _ session: Session) -> [Reading] {
    if operation.text.hasSuffix(".token") { return tokens(operation, request, response) }
    let (envelope, signature): (Envelope, String?)
    do throws(Misread) {
      let sent = try Envelope(parsing: try Upload.body(of: request))
      signature = Seal.standing(of: sent, by: registry.role, session)
      envelope = Cipher.opened(sent, session)
    } catch { return unreadable(operation, response, error) }
    let isReceived = operations.contains { $0.name == operation && $0.servedBy == session.role }
    let around = Oddities.around(request, envelope, isReceived: isReceived, session)
    return read(operation, envelope, response, session).map { reading in
      var reading = reading
      if operation == "on-search" { reading.message.facts[.callbackMark] = request.query }
      if reading.message.from == registry.role, isOfRegistry(operation) { reading.message.facts[.messageSignature] = signature }
      // A callback is a request, though it answers.
      if reading.half == .request || operation != "sync-search" { reading.oddities += around }
      return reading
    }
  }

  /// What the registry says unasked, or by callback.
  private func isOfRegistry(_ operation: OperationName) -> Bool {
    operations.contains { $0.name == operation && $0.calledBy == registry.role }
  }

  private func read(_ operation: OperationName, _ envelope: Envelope, _ response: WireResponse?, _ session: Session) -> [Reading] {
    do throws(Misread) {
      switch operation {
      case "notify":
        let odd = Header.oddities(envelope, Notify.action, .answer(status: "", completed: nil), by: registry.role, session)
        return acknowledged(try Notify.read(envelope, strictly: false, odd, session), response)
      case "search":
        return acknowledged(
          try Search.read(envelope, Header.oddities(envelope, Search.action, .request(callback: nil), session), session), response)
      case "sync-search":
        let odd = Header.oddities(envelope, Search.action, .request(callback: nil), session)
        return answered(try Search.read(envelope, odd, session), response, to: envelope, session)
      case "subscribe":
        let odd = Header.oddities(envelope, "subscribe", .request(callback: nil), session)
        return acknowledged(try Subscribe.read(envelope, odd, session), response)
      case "on-search":
        let odd = Header.oddities(envelope, SearchAnswer.action, .answer(status: "", completed: nil), by: registry.role, session)
        return [Records.answer(envelope, odd + Oddities.ofAnswer(envelope), session)]
      case "on-subscribe": return [Subscribe.answer(envelope, Header.oddities(envelope, "on-subscribe", .either, session), session)]
      case "unsubscribe":
        let odd = Header.oddities(envelope, "unsubscribe", .request(callback: nil), session)
        return acknowledged(try Unsubscribe.read(envelope, odd, session), response)
      case "on-unsubscribe": return [Unsubscribe.answer(envelope, Header.oddities(envelope, "on-unsubscribe", .either, session), session)]
      case "sync-txn-status": return told(try TransactionStatus.read(envelope, [], session), response, to: envelope, session)
      case "txn-status": return acknowledged(try TransactionStatus.read(envelope, [], session), response)
      case "txn-on-status": return [TransactionStatus.answered(envelope, Oddities.ofType(envelope), session)]
      case "enrollment-updates":
        return replied(try EnrolmentUpdates.read(envelope, []), response, to: envelope, EnrolmentUpdates.list, session) { _ in .accepted }
      default:
        if DisabilityInfo(rawValue: operation.text) != nil {
          return answered(try DisabilityInfo.read(envelope, []), response, to: envelope, session)
        }
        guard let standing = registry.standing, standing.operation == operation else { return [] }
        return replied(try standing.question(envelope, [], session), response, to: envelope, standing.response, session) { item in
          var reply = Reply.accepted
          reply.facts[standing.fact] = ["yes", "active"].contains(item[standing.status]?.text?.lowercased())
          return reply
        }
      }
    } catch { return unreadable(operation, response, error, envelope) }
  }

  /// The kind that an operation carries, where the message itself does not say.
  private func kind(_ operation: OperationName) -> MessageKind? {
    switch operation {
    case "notify": "unreadable"
    case "search", "sync-search", "on-search": .personRecord
    case "subscribe", "on-subscribe": .subscription
    case "unsubscribe", "on-unsubscribe": .subscriptionEnded
    case "sync-txn-status", "txn-status", "txn-on-status": .transactionStatus
    case "enrollment-updates": .enrolment
    default:
      DisabilityInfo(rawValue: operation.text) != nil
        ? .personRecord : registry.standing?.operation == operation ? registry.standing?.kind : nil
    }
  }
  private func unreadable(_ operation: OperationName, _ response: WireResponse?, _ why: Misread, _ envelope: Envelope? = nil) -> [Reading] {
    guard let kind = kind(operation), let known = operations.first(where: { $0.name == operation }) else { return [] }
    var reading = Reading(Message(kind, from: known.calledBy, to: known.servedBy), .request, ids: envelope?.ids ?? [])
    // A shape that is known says more than the place at which ours was looked for.
    let shape = operation == "notify" ? Notify.shape(of: envelope?.message) : nil
    reading.oddities = [shape.map { "\($0) \(why.why)" } ?? "unreadable.\(why.kind.rawValue) \(why.place) \(why.why)"]
    reading.reply = response.map { Acknowledgement.read($0).reply }
    return [reading]
  }

  private func acknowledged(_ readings: [Reading], _ response: WireResponse?) -> [Reading] {
    let ack = response.map(Acknowledgement.read)
    return readings.map { reading in
      var reading = reading
      reading.reply = ack?.reply
      reading.oddities += response.map(Oddities.ofRefusal) ?? []
      reading.ids.removeAll { $0.kind == "wanted" }
      if let correlation = ack?.correlation { reading.ids.append(("correlation", correlation)) }
      return reading
    }
  }

  /// Answered at once: by its header, or refused.
  private func told(_ readings: [Reading], _ response: WireResponse?, to question: Envelope, _ session: Session) -> [Reading] {
    let sealed = response.flatMap { $0.status < 300 ? try? Envelope(parsing: $0.body) : nil }
    return readings.flatMap { reading -> [Reading] in
      var asked = reading
      asked.reply = response.map { TransactionStatus.taken($0, session) }
      asked.oddities += response.map(Oddities.ofRefusal) ?? []
      asked.replyOddities = response.map { Oddities.ofStatus($0, to: question, registry, session) } ?? []
      guard let sealed else { return [asked] }
      var message = Message(reading.message.kind, from: registry.role, to: .mis)
      message.facts[.messageSignature] = Seal.standing(of: sealed, by: registry.role, session)
      return [asked, Reading(message, .response, thread: reading.id("transaction"), ids: sealed.ids)]
    }
  }

  /// A request for a token says nothing, unless it shows its secret.
  private func tokens(_ operation: OperationName, _ request: WireRequest, _ response: WireResponse?) -> [Reading] {
    let odd = Oddities.ofToken(request) + Oddities.ofToken(response)
    guard !odd.isEmpty, let found = operations.first(where: { $0.name == operation }) else { return [] }
    return [Reading(Message("token", from: found.calledBy, to: found.servedBy), .request, oddities: odd)]
  }

  private func answered(_ readings: [Reading], _ response: WireResponse?, to question: Envelope, _ session: Session) -> [Reading] {
    guard let response else { return readings }
    let sealed = response.status < 300 ? try? Envelope(parsing: response.body) : nil
    let envelope = sealed.map { Cipher.opened($0, session) }
    let readings = readings.map { reading in
      var reading = reading
      reading.oddities += Oddities.ofSearch(reading, response, envelope, registry)
      return reading
    }
    guard let envelope else { return acknowledged(readings, response) }
    let odd =
      Header.oddities(envelope, SearchAnswer.action, .answer(status: "", completed: nil), by: registry.role, session)
      + Oddities.ofAnswer(envelope, to: question)
    return readings.flatMap { reading -> [Reading] in
      let said = SearchAnswer.read(envelope, to: reading, session)
      var asked = reading
      asked.reply = said.reply
      var message = Message(.personRecord, from: registry.role, to: .mis, facts: said.reply.facts, lines: said.reply.rows)
      message.facts[.messageSignature] = sealed.flatMap { Seal.standing(of: $0, by: registry.role, session) }
      return [asked, Reading(message, .response, thread: reading.id("transaction"), ids: envelope.ids, oddities: odd + said.oddities)]
    }
  }

  private func replied(
    _ readings: [Reading], _ response: WireResponse?, to envelope: Envelope, _ list: String, _ session: Session, _ read: (JSON) -> Reply
  ) -> [Reading] {
    readings.map { reading in
      var reading = reading
      reading.ids.removeAll { ["sender", "callback", "sealed"].contains($0.kind) }
      let transaction = reading.id("transaction")
      reading.replyOddities = response.map { Oddities.ofStanding($0, to: envelope, registry, session) } ?? []
      reading.reply = response.map { Standing.answered($0, list, to: transaction, session, read) }
      return reading
    }
  }
}
