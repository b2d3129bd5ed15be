import Admission
import Documents
import Facts

/// Deliberate faults of one message. Those of the schema are made before signing, so that only the schema is wrong.
enum Faults {
  static let missingID: FaultName = "missing-id"
  static let badTime: FaultName = "bad-time"
  static let missingRecords: FaultName = "missing-records"
  static let wrongType: FaultName = "wrong-type"
  static let unknownEventType: FaultName = "unknown-event-type"
  static let badSignature: FaultName = "bad-signature"
  static let unknownKey: FaultName = "unknown-key"
  static let oldMessage: FaultName = "old-message"
  static let expiredToken = ClientTokens.expiredToken
  static let narrowToken = ClientTokens.narrowToken
  static let privateAddress: FaultName = "private-address"
  /// No fault, in raw requests: encrypted for the receiver as it has to be.
  static let encrypted: FaultName = "encrypted"
  static let encryptedForAnother: FaultName = "encrypted-for-another"
  static let encryptedAltered: FaultName = "encrypted-and-altered"
  static let encryptedInName: FaultName = "encrypted-in-name"
  static let ofEncryption = [encrypted, encryptedForAnother, encryptedAltered, encryptedInName]

  static func cards(on events: [MessageKind]) -> [FaultCard] {
    [
      FaultCard(missingID, .schema, on: events, "the header has no message_id"),
      FaultCard(badTime, .schema, on: events, "message_ts is no date-time"),
      FaultCard(missingRecords, .schema, on: events, "the event has no reg_records"),
      FaultCard(wrongType, .schema, on: events, "notify_event is a text, not a list"),
      FaultCard(unknownEventType, .schema, on: events, "reg_event_type is no vital event"),
      FaultCard(badSignature, .security, on: events + [.subscription], "the signature is genuine, over another message"),
      FaultCard(unknownKey, .security, on: events + [.subscription], "signed with a key that the sender has not published"),
      FaultCard(oldMessage, .security, on: events + [.subscription], "signed yesterday, and expired since"),
      FaultCard(expiredToken, .security, on: events + [.subscription], "the bearer token's time is over"),
      FaultCard(narrowToken, .security, on: events + [.subscription], "the bearer token was granted for something else"),
      FaultCard(
        privateAddress, .content, on: [.subscription], "the subscriber wants to be called in a private network that is not its own"),
      // Of raw requests alone.
      FaultCard(encrypted, .content, on: [], "no fault: encrypted for a key of the receiver"),
      FaultCard(encryptedForAnother, .content, on: [], "encrypted for a key that is not the receiver's"),
      FaultCard(encryptedAltered, .content, on: [], "encrypted for the receiver, and changed on the way"),
      FaultCard(encryptedInName, .content, on: [], "the header says that it is encrypted, and it is not"),
    ] + (events.contains(.deathRegistered) ? EventFault.cards : [])
  }

  /// A fault that the edge's settings leave no room for cannot be said.
  static func check(_ message: Message, _ session: Session) throws(Unsayable) {
    if let fault = message.fault, !hasRoom(for: fault, session) { throw Unsayable(message.kind, facts: ["fault \(fault)"]) }
    try cards(on: Registry.of(session).events.map(\.kind)).check(message)
  }

  /// Where nobody signs, no signature can be wrong.
  static func hasRoom(for fault: FaultName, _ session: Session) -> Bool {
    switch fault {
    case badSignature, unknownKey, oldMessage: Seal.form(session) != .none
    case expiredToken, narrowToken: ClientTokens.dci.isUsed(session)
    // Who has published no key for it takes no encrypted messages.
    case encrypted, encryptedForAnother, encryptedAltered, encryptedInName: session[PeerSealing.self] != nil
    default: true
    }
  }

  static func spoil(_ envelope: inout Envelope, _ fault: FaultName?) {
    let event: JSONPointer = ["message", "notify_event", "0", "data"]
    func change(_ body: (inout JSON) throws(PointerFailure) -> Void) {
      var all: JSON = ["message": envelope.message]
      do throws(PointerFailure) { try body(&all) } catch { return }
      envelope.message = all["message"] ?? envelope.message
    }
    switch fault {
    case missingID: envelope.header["message_id"] = nil
    case badTime: envelope.header["message_ts"] = "yesterday at noon"
    case missingRecords: change { (all) throws(PointerFailure) in try all.remove(at: event.appending("reg_records")) }
    case wrongType: envelope.message["notify_event"] = "one event"
    case unknownEventType:
      change { (all) throws(PointerFailure) in
        try all.set(at: event.appending("reg_event_type"), "spdci-common:RegistryEventType:Coronation")
      }
    default: break
    }
  }
}
