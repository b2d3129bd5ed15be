import Documents
import Facts
import Signatures

/// One subscription, as the registry keeps it.
struct Subscription: Hashable, Sendable {
  let id: String
  let topic: String
  let callback: String
  let secret: String
}
enum Subscriptions: SessionKey { static var initial: [Subscription] { [] } }
/// Topics that the subscriber asked for: it confirms no others.
enum AskedTopics: SessionKey { static var initial: [String] { [] } }
/// Callbacks that met their challenge and are not used yet.
enum MetChallenges: SessionKey { static var initial: [String] { [] } }

/// The subscriptions of 1.x: asked for with a token, confirmed by a challenge at the callback, listed and removed.
enum Subscribing {
  // MARK: the subscriber

  static let preparation = Preparation(
    missing: { _, session, stamp in
      ClientToken.held(session, stamp) == nil ? Preparation.Errand(ClientToken.request(session), as: "token") : nil
    },
    keep: { _, response, session, stamp in ClientToken.keep(response, &session, stamp) },
    isStale: { response, _ in response.status == 401 }, forget: { $0[HeldToken.self] = nil })

  /// One request a topic, then the list, from which the ids are learned.
  static let asking: Ask.Script = { (message, course, session, stamp) throws(Unsayable) in
    let topics = (message.facts[.wanted] ?? "").split(separator: " ").compactMap { Webhook.Topic.of(MessageKind($0)) }
    guard !topics.isEmpty else { throw Unsayable(message.kind, facts: ["wanted"]) }
    session[AskedTopics.self] = topics.map(\.rawValue)
    if let last = course.answers.last, last.response.status >= 300 { return .finish(denied(last.response)) }
    let bearer = ClientToken.held(session, stamp).map { [HeaderField("Authorization", "Bearer \($0)")] } ?? []
    guard course.answers.count < topics.count else {
      guard course.answers.count > topics.count else { return .send(WireRequest("GET", "/webhooks", headers: bearer), as: "webhooks") }
      return .finish(codes(course.answers[topics.count].response, topics.map(\.rawValue), session))
    }
    let hub: JSON = [
      "callback": .string(session.ownAddress + Webhook.path), "mode": "subscribe", "topic": .string(topics[course.answers.count].rawValue),
      "secret": .string(Webhook.secret(session)),
    ]
    let body = JSON.object(["hub": hub]).encoded()
    return .send(WireRequest("POST", "/webhooks", headers: Answers.headers + bearer, body: body), as: "subscribe")
  }

  private static func codes(_ response: WireResponse, _ topics: [String], _ session: Session) -> Reply {
    let entries = (try? JSON(parsing: response.body))?["entries"]?.items ?? []
    let own = entries.filter { entry in topics.contains(entry["topic"]?.text ?? "") }
    var reply = Reply.accepted
    reply.facts[.subscriptionCode] = Names.full(own.map { $0["id"]?.text })
    return reply
  }
  static func denied(_ response: WireResponse) -> Reply {
    guard response.status < 500 else { return .failed(response) }
    if response.status == 401 || response.status == 403 { return .refused("untrusted") }
    let reason = (try? JSON(parsing: response.body))?["hub"]?["reason"]?.text
    return .refused(reason == "Unsupported topic" ? "unknown-event" : reason ?? "callback-check-failed")
  }

  /// Answers the registry's challenge, in the JSON that OpenCRVS wants. Only for what was asked for.
  static func meet(_ request: WireRequest, _ session: inout Session) -> WireResponse {
    let fields = Fields(query: request.query ?? "")
    guard fields["mode"] == "subscribe", let challenge = fields["challenge"], session[AskedTopics.self].contains(fields["topic"] ?? "")
    else { return WireResponse(404) }
    if session.shows("echoes-challenge-as-text") { return plain(200, challenge) }
    return WireResponse(200, headers: Answers.headers, body: JSON.object(["challenge": .string(challenge)]).encoded())
  }

  private static func plain(_ status: Int, _ text: String) -> WireResponse {
    WireResponse(status, headers: [HeaderField("Content-Type", "text/plain")], body: Array(text.utf8))
  }

  // MARK: the registry

  /// Before it answers, the registry asks the callback whether it wants this.
  static let challenging = Preparation(
    missing: { purpose, session, stamp in
      guard case .reading(let request) = purpose, let hub = try? hub(of: request, session, stamp), !session.shows("skips-challenge"),
        !session[MetChallenges.self].contains(hub.callback)
      else { return nil }
      let challenge = PercentEncoding.component(Base64.standard.encode(Array(Digest.sha256(Array(stamp.id("challenge").utf8)).prefix(16))))
      let mark = hub.callback.contains("?") ? "&" : "?"
      let target = "\(session.target(of: hub.callback))\(mark)mode=subscribe&challenge=\(challenge)&topic=\(hub.topic)"
      return Preparation.Errand(WireRequest("GET", target), as: "challenge")
    },
    keep: { errand, response, session, _ in
      let sent = Fields(query: errand.request.query ?? "")["challenge"]
      guard response.status == 200, let said = (try? JSON(parsing: response.body))?["challenge"]?.text, said == sent else { return }
      let path = errand.request.target.components(before: "mode=subscribe")
      session[MetChallenges.self].append(path.hasPrefix("/") ? session.peerAddress + path : path)
    })

  struct Hub { let callback: String, topic: String, secret: String }

  /// What is asked for; throws the refusal in OpenCRVS's own words.
  private static func hub(of request: WireRequest, _ session: Session, _ stamp: Stamp) throws(Misread) -> Hub {
    try ClientToken.check(request, session, stamp)
    guard let hub = (try? JSON(parsing: request.body))?["hub"], let callback = hub["callback"]?.text,
      callback.hasPrefix("https://") || callback.hasPrefix("http://")
    else { throw Misread(.schema, at: "/hub/callback", "hub.callback is required") }
    guard hub["mode"]?.text == "subscribe" else { throw Misread(.schema, at: "/hub/mode", "hub.mode must be subscribe") }
    guard let topic = hub["topic"]?.text, Webhook.Topic(rawValue: topic) != nil else {
      throw Misread(.unknown, at: "/hub/topic", "Unsupported topic")
    }
    guard let secret = hub["secret"]?.text, ConstantTime.equal(secret, Webhook.secret(session)) else {
      throw Misread(.schema, at: "/hub/secret", "hub.secret is incorrect")
    }
    return Hub(callback: callback, topic: topic, secret: secret)
  }

  static let serving = Serve.Script(
    read: { (request, session, stamp) throws(Misread) in
      let hub = try hub(of: request, session, stamp)
      guard session.shows("skips-challenge") || session[MetChallenges.self].contains(hub.callback) else {
        throw Misread(.schema, at: "callback", "Subscription callback check failed")
      }
      session[MetChallenges.self].removeAll { $0 == hub.callback }
      let id = stamp.id("webhook")
      session[Subscriptions.self].removeAll { $0.topic == hub.topic && $0.callback == hub.callback }
      session[Subscriptions.self].append(Subscription(id: id, topic: hub.topic, callback: hub.callback, secret: hub.secret))
      var message = Message(.subscription, from: .mis, to: .crvs)
      message.facts[.wanted] = Webhook.Topic(rawValue: hub.topic)?.kind?.text
      return message.facts.isEmpty ? [] : [Reading(message, .request, ids: [("subscription", id)])]
    },
    answer: { readings, replies, session, _ in
      guard let refused = replies.first(where: { $0.taken != .accepted }) else { return WireResponse(202) }
      session[Subscriptions.self].removeAll { $0.id == readings.first?.id("subscription") }
      if refused.taken == .failed { return WireResponse(503) }
      return denial(readings.first?.message.facts[.wanted] ?? "", refused.reason ?? "refused")
    },
    refuse: { why, request, session, _ in
      switch why.kind {
      case .token: return Answers.refuse(401, "unauthorized", why.why)
      default:
        if why.place == "callback" { return plain(400, why.why) }
        return denial((try? JSON(parsing: request.body))?["hub"]?["topic"]?.text ?? "", why.why)
      }
    })

  private static func denial(_ topic: String, _ why: String) -> WireResponse {
    let hub: JSON = ["mode": "denied", "topic": .string(topic), "reason": .string(why)]
    return WireResponse(400, headers: Answers.headers, body: JSON.object(["hub": hub]).encoded())
  }

  /// What a recorded subscription says.
  static func view(_ request: WireRequest, _ response: WireResponse?) -> [Reading] {
    var message = Message(.subscription, from: .mis, to: .crvs)
    let topic = (try? JSON(parsing: request.body))?["hub"]?["topic"]?.text
    message.facts[.wanted] = topic.flatMap { Webhook.Topic(rawValue: $0) }?.kind?.text
    return [Reading(message, .request, reply: response.map { $0.status < 300 ? .accepted : denied($0) })]
  }

  static func list(_ request: WireRequest, _ session: Session, _ stamp: Stamp) -> WireResponse {
    do throws(Misread) { try ClientToken.check(request, session, stamp) } catch { return Answers.refuse(401, "unauthorized", error.why) }
    let entries = session[Subscriptions.self].map { subscription -> JSON in
      [
        "id": .string(subscription.id), "callback": .string(subscription.callback), "topic": .string(subscription.topic),
        "createdBy": ["client_id": .string(ClientToken.accepted(session).first?.id ?? ""), "type": "webhook"],
      ]
    }
    return WireResponse(200, headers: Answers.headers, body: JSON.object(["entries": .array(entries)]).encoded())
  }

  static func remove(_ request: WireRequest, _ session: inout Session, _ stamp: Stamp) -> WireResponse {
    do throws(Misread) { try ClientToken.check(request, session, stamp) } catch { return Answers.refuse(401, "unauthorized", error.why) }
    let id = request.path.split(separator: "/").last.map(String.init)
    guard session[Subscriptions.self].contains(where: { $0.id == id }) else {
      return Answers.refuse(404, "unknown", "there is no such webhook")
    }
    session[Subscriptions.self].removeAll { $0.id == id }
    return WireResponse(204)
  }
}

extension String {
  /// The part before a word, without the `?` or `&` that leads to it.
  fileprivate func components(before word: String) -> String {
    guard let found = firstRange(of: word) else { return self }
    return String(self[..<found].dropLast())
  }
  private func firstRange(of word: String) -> Index? {
    indices.first { self[$0...].hasPrefix(word) }
  }
}
