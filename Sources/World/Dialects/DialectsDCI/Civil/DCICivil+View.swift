import Documents
package import Facts

extension DCICivil {
  /// What a recorded exchange says. Signature and token are not asked for: whoever received it has judged them in its answer.
  package func view(_ operation: OperationName, _ request: WireRequest, _ response: WireResponse?, _ session: Session) -> [Reading] {
    let envelope: Envelope
    do throws(Misread) { envelope = try Envelope(parsing: request.body) } catch { return unreadable(operation, response, error) }
    do throws(Misread) {
      switch operation {
      case "notify":
        let odd = Header.oddities(envelope, Notify.action, .answer(status: "", completed: nil), by: .crvs, session)
        return acknowledged(try Notify.read(envelope, strictly: false, odd, session), response)
      case "search":
        return acknowledged(try Search.read(envelope, Header.oddities(envelope, Search.action, .request(callback: nil), session)), response)
      case "sync-search":
        return answered(try Search.read(envelope, Header.oddities(envelope, Search.action, .request(callback: nil), session)), response, session)
      case "subscribe":
        let odd = Header.oddities(envelope, "subscribe", .request(callback: nil), session)
        return acknowledged(try Subscribe.read(envelope, odd, session), response)
      case "on-search":
        return [Records.answer(envelope, Header.oddities(envelope, SearchAnswer.action, .answer(status: "", completed: nil), by: .crvs, session))]
      case "on-subscribe": return [Subscribe.answer(envelope, Header.oddities(envelope, "on-subscribe", .either, session))]
      case "enrolled": return replied(try Enrolled.question(envelope, []), response, .enrolled)
      case "enrollment-updates": return replied(try Enrolled.updates(envelope, []), response, .enrolment)
      default: return []
      }
    } catch { return unreadable(operation, response, error, envelope) }
  }

  /// The kind that an operation carries, where the message itself does not say.
  private static let kinds: [(operation: OperationName, kind: MessageKind, from: Role, to: Role)] = [
    ("notify", "unreadable", .crvs, .mis), ("search", .personRecord, .mis, .crvs), ("sync-search", .personRecord, .mis, .crvs),
    ("on-search", .personRecord, .crvs, .mis), ("subscribe", .subscription, .mis, .crvs), ("on-subscribe", .subscription, .crvs, .mis),
    ("enrolled", .enrolled, .mis, .ibr), ("enrollment-updates", .enrolment, .mis, .ibr),
  ]
  private func unreadable(_ operation: OperationName, _ response: WireResponse?, _ why: Misread, _ envelope: Envelope? = nil) -> [Reading] {
    guard let known = Self.kinds.first(where: { $0.operation == operation }) else { return [] }
    var reading = Reading(Message(known.kind, from: known.from, to: known.to), .request, ids: envelope?.ids ?? [])
    reading.oddities = ["unreadable.\(why.kind.rawValue) \(why.place)"]
    reading.reply = response.map { Acknowledgement.read($0).reply }
    return [reading]
  }

  private func acknowledged(_ readings: [Reading], _ response: WireResponse?) -> [Reading] {
    let ack = response.map(Acknowledgement.read)
    return readings.map { reading in
      var reading = reading
      reading.reply = ack?.reply
      reading.ids.removeAll { $0.kind == "wanted" }
      if let correlation = ack?.correlation { reading.ids.append(("correlation", correlation)) }
      return reading
    }
  }

  private func answered(_ readings: [Reading], _ response: WireResponse?, _ session: Session) -> [Reading] {
    guard let response else { return readings }
    guard response.status < 300, let envelope = try? Envelope(parsing: response.body) else { return acknowledged(readings, response) }
    let odd = Header.oddities(envelope, SearchAnswer.action, .answer(status: "", completed: nil), by: .crvs, session)
    return readings.flatMap { reading -> [Reading] in
      let said = SearchAnswer.read(envelope, to: reading)
      var asked = reading
      asked.reply = said.reply
      let message = Message(.personRecord, from: .crvs, to: .mis, facts: said.reply.facts, lines: said.reply.rows)
      return [asked, Reading(message, .response, thread: reading.id("transaction"), ids: envelope.ids, oddities: odd + said.oddities)]
    }
  }

  private func replied(_ readings: [Reading], _ response: WireResponse?, _ kind: MessageKind) -> [Reading] {
    readings.map { reading in
      var reading = reading
      reading.ids.removeAll { ["sender", "callback"].contains($0.kind) }
      reading.reply = response.map { response in
        Enrolled.answered(response) { item in
          var reply = Reply.accepted
          if kind == .enrolled { reply.facts[.isEnrolled] = ["yes", "active"].contains(item["enrolled_status"]?.text?.lowercased()) }
          return reply
        }
      }
      return reading
    }
  }
}
