import Documents
import Facts

/// The two headers of DCI: of a request, and of a callback or an answer, which has a status.
enum HeaderForm: Hashable, Sendable {
  case request(callback: String?)
  case answer(status: String, completed: Int?)
  /// Either, where the text and its readers differ (`on-subscribe`).
  case either
}

/// Who an actor is on the wire.
enum Party {
  static func sender(_ session: Session) -> String { session.settings["sender-id"] ?? "\(session.role).assay" }
  static func receiver(_ session: Session) -> String { session.settings["receiver-id"] ?? "\(session.peer).assay" }
}

enum Header {
  static func write(
    _ action: String, _ form: HeaderForm, total: Int, receiver: String? = nil, _ session: Session, _ stamp: Stamp
  ) -> JSON {
    var pairs: [(String, JSON?)] = [
      ("version", "1.0.0"), ("message_id", .string(stamp.id("message"))), ("message_ts", .string(Stamps.text(stamp.wire, session))),
      ("action", .string(action)),
    ]
    if case .answer(let status, _) = form { pairs.append(("status", .string(status))) }
    var (from, to) = (Party.sender(session), receiver ?? Party.receiver(session))
    if case .answer = form, action != Notify.action, session.shows("sender-not-swapped") { swap(&from, &to) }
    pairs.append(("sender_id", .string(from)))
    if case .request(let callback) = form { pairs.append(("sender_uri", .text(callback))) }
    pairs += [("receiver_id", .string(to)), ("total_count", JSON(total))]
    if case .answer(_, let completed?) = form { pairs.append(("completed_count", JSON(completed))) }
    pairs.append(("is_msg_encrypted", false))
    return .object(of: pairs)
  }

  /// Refuses what breaks the header's schema; gives what is unusual and can be lived with.
  static func check(_ envelope: Envelope, _ action: String, _ form: HeaderForm, _ session: Session) throws(Misread) -> [String] {
    let header = envelope.header
    func required(_ name: String) throws(Misread) -> String {
      guard let value = header[name] else { throw Misread(.schema, at: "/header/\(name)", "it is required") }
      guard let text = value.text, !text.isEmpty else { throw Misread(.schema, at: "/header/\(name)", "it must be a text") }
      return text
    }
    _ = try required("message_id")
    guard WireInstant(try required("message_ts")) != nil else {
      throw Misread(.schema, at: "/header/message_ts", "it must be a date-time of ISO 8601 with its zone")
    }
    let named = try required("action")
    if let version = header["version"], version.text?.hasPrefix("1.") != true {
      throw Misread(.schema, at: "/header/version", "it must be a text; 1.0.0 is spoken here")
    }
    if let flag = header["is_msg_encrypted"], flag.bool == nil {
      throw Misread(.schema, at: "/header/is_msg_encrypted", "it must be true or false")
    }
    switch form {
    case .request:
      guard named == action else { throw Misread(.schema, at: "/header/action", "here it must be `\(action)`") }
      _ = try required("sender_id")
      try checkTotal(header["total_count"], of: envelope.message)
      try Addresses.check(form: header["sender_uri"])
      // What we are called by others is often nothing that was agreed on.
      let own = Party.sender(session)
      if session.settings["other-receivers"] == "refused", let meant = header["receiver_id"], meant.text != own {
        throw Misread(.unknown, at: "/header/receiver_id", "the message is for somebody else; we are \(own)")
      }
    case .answer:
      guard ["rcvd", "pdng", "succ", "rjct"].contains(try required("status")) else {
        throw Misread(.schema, at: "/header/status", "it must be rcvd, pdng, succ or rjct")
      }
    case .either: break
    }
    return oddities(envelope, action, form, session)
  }

  /// The items of a batch, where the message has one.
  private static func checkTotal(_ total: JSON?, of message: JSON) throws(Misread) {
    guard let total, let count = total.numberText == nil ? nil : total.decimal?.int else {
      throw Misread(.schema, at: "/header/total_count", "it must be a whole number")
    }
    let items = message["search_request"]?.items ?? message["subscribe_request"]?.items
    guard let items, !items.isEmpty else {
      if count > 0 { return }
      throw Misread(.schema, at: "/header/total_count", "it must be 1 or more")
    }
    if count != items.count {
      throw Misread(.schema, at: "/header/total_count", "it must be the number of items in the message: \(items.count)")
    }
  }

  /// Deviations that are known from the field. `by` wrote it; in a message that comes in, the peer.
  static func oddities(_ envelope: Envelope, _ action: String, _ form: HeaderForm, by author: Role? = nil, _ session: Session) -> [String] {
    let header = envelope.header
    var odd: [String] = []
    if header["total_count"]?.text != nil { odd.append("header.total-count-as-text") }
    if let seen = header["action"]?.text, seen != action { odd.append("header.wrong-action") }
    if case .answer = form, let sender = header["sender_id"]?.text,
      sender == (author == session.role ? Party.receiver(session) : Party.sender(session))
    {
      odd.append("header.not-swapped")
    }
    if let version = header["version"]?.text, version != "1.0.0" { odd.append("header.version") }
    return odd
  }
}

/// Moments as the actor writes them.
enum Stamps {
  static func text(_ moment: WireInstant, _ session: Session) -> String {
    guard session.shows("other-zone") else { return moment.text(fraction: true) }
    return String(moment.adding(seconds: 3 * 3600).text(fraction: true).dropLast()) + "+03:00"
  }
  /// A day where DCI wants a date-time.
  static func text(_ day: Day) -> String { "\(day)T00:00:00Z" }
  /// The day that was written, whatever zone stands behind it: a birthday does not move with the reader.
  static func day(_ json: JSON?) -> Day? { json?.text.flatMap { Day($0.prefix(10)) } }
}
