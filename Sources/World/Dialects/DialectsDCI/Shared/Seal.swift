import Documents
import Facts
import Signatures

/// The signature in the body, in the form that the edge's setting `signature` names.
enum Seal {
  /// `ed25519`: parameters after draft-cavage; `jws`: a compact JWS over the same; `none`.
  enum Form: String { case ed25519, jws, none }
  static let lifetime: Int64 = 300

  static func form(_ session: Session) -> Form { session.settings["signature"].flatMap { Form(rawValue: $0) } ?? .ed25519 }

  static func sign(_ envelope: inout Envelope, _ fault: FaultName?, _ session: Session, _ stamp: Stamp) {
    let form = form(session)
    guard form != .none else { return }
    let isStranger = fault == Faults.unknownKey
    var created = stamp.wire
    if fault == Faults.oldMessage {
      created = stamp.wire.adding(seconds: -86_400)
      envelope.header["message_ts"] = .string(Stamps.text(created, session))
    }
    guard let key = try? isStranger ? Keys.stranger() : Keys.own(session) else { return }
    let (header, message) = (envelope.header, envelope.message)
    switch form {
    case .ed25519:
      envelope.signature = try? DCISignature.sign(
        header: header, message: message, with: key, senderID: Party.sender(session), keyID: isStranger ? "key-of-nobody" : Keys.ownID,
        created: created.seconds, lifetime: lifetime)
    case .jws: envelope.signature = try? DCIToken.sign(header: header, message: message, with: key)
    case .none: break
    }
    // The signature is genuine, over something else than what is sent.
    if fault == Faults.badSignature { envelope.header["message_id"] = .string((envelope.text("message_id") ?? "") + "-altered") }
  }

  /// The same message signed again after it was changed, at the moment at which it had been signed. What came without a signature, or got
  /// another one by the change, stays as it is.
  static func signed(_ changed: [UInt8], inPlaceOf body: [UInt8], _ session: Session) -> [UInt8] {
    guard let text = (try? Envelope(parsing: body))?.signature, var envelope = try? Envelope(parsing: changed), envelope.signature == text,
      let key = try? Keys.own(session)
    else { return changed }
    let (header, message) = (envelope.header, envelope.message)
    if let value = try? DCISignature(text) {
      envelope.signature = try? DCISignature.sign(
        header: header, message: message, with: key, senderID: value.senderID, keyID: value.keyID, created: value.created, lifetime: lifetime)
    } else {
      envelope.signature = try? DCIToken.sign(header: header, message: message, with: key)
    }
    return envelope.bytes
  }

  /// Refuses a message that is not its sender's, or is too old. `isJudged`: for a verdict, which no deviation of the reader touches.
  static func verify(_ envelope: Envelope, _ session: Session, at now: WireInstant, isJudged: Bool = false) throws(Misread) {
    let keys = session[PeerKeys.self] ?? KeyStore()
    do throws(SignatureRefusal) {
      switch form(session) {
      case .none: return
      case .ed25519:
        let value = try DCISignature.verify(
          envelope.signature, header: envelope.header, message: envelope.message, at: now.seconds, keys: { keys[$1] })
        // Who does not swap sender and receiver in an answer has still signed it; the header's oddity says so.
        guard let sender = envelope.text("sender_id"), sender != value.senderID, envelope.text("receiver_id") != value.senderID else {
          return
        }
        throw SignatureRefusal(.signatureWrong, "signed by \(value.senderID), sent as \(sender)")
      case .jws:
        try DCIToken.verify(envelope.signature, header: envelope.header, message: envelope.message, with: keys)
        guard let sent = envelope.text("message_ts").flatMap({ WireInstant($0) }), abs(sent.seconds - now.seconds) > lifetime + 60 else {
          return
        }
        throw SignatureRefusal(.expired, "sent at \(sent), it is \(now)")
      }
    } catch {
      let isStale = error.reason == .expired || error.reason == .notYetValid
      // Three wrong verifiers, each of which looks at something else.
      let overlooked = isStale ? "takes-old-messages" : error.reason == .keyUnknown ? "takes-unknown-keys" : "takes-wrong-signatures"
      if !isJudged, session.shows(overlooked) { return }
      throw Misread(
        isStale ? .stale : .signature, at: error.reason == .unsigned ? "/signature" : "/signature/\(error.reason.rawValue)", error.detail)
    }
  }

  /// How a message of `author` is signed, by the keys that the author published; nil where the edge has no signatures.
  ///
  /// Its age is taken from its own time: when it was received is known to whoever received it.
  static func standing(of envelope: Envelope, by author: Role, _ session: Session) -> String? {
    guard form(session) != .none else { return nil }
    guard envelope.signature != nil else { return "missing" }
    var reader = session
    if session.role == author { reader[PeerKeys.self] = Keys.ownStore(session) }
    guard reader[PeerKeys.self] != nil else { return "no-key" }
    guard let sent = envelope.text("message_ts").flatMap({ WireInstant($0) }) else { return "wrong" }
    do throws(Misread) {
      try verify(envelope, reader, at: sent, isJudged: true)
      return "valid"
    } catch { return error.kind == .stale ? "expired" : "wrong" }
  }

  /// Whether the key that the message names has not been fetched yet.
  static func lacksKey(_ body: [UInt8], _ session: Session) -> Bool {
    guard let text = (try? Envelope(parsing: body))?.signature else { return false }
    guard let store = session[PeerKeys.self] else { return true }
    switch form(session) {
    case .none: return false
    case .ed25519: return (try? DCISignature(text)).map { store[$0.keyID] == nil } ?? false
    case .jws: return (try? JWS(text)).map { store[$0.header.keyID ?? ""] == nil } ?? false
    }
  }
}
