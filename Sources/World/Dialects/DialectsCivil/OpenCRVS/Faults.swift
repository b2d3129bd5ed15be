import Documents
import Facts

/// Deliberate faults of one message. Those of the schema are made before it is signed, so that only the schema is wrong.
enum Faults {
  static let missingID: FaultName = "missing-id"
  static let badTime: FaultName = "bad-time"
  static let unknownTopic: FaultName = "unknown-topic"
  static let missingContext: FaultName = "missing-context"
  static let wrongType: FaultName = "wrong-type"
  static let missingActions: FaultName = "missing-actions"
  static let unknownEventType: FaultName = "unknown-event-type"
  static let badDeclaration: FaultName = "bad-declaration"
  static let badSignature: FaultName = "bad-signature"
  static let unknownSecret: FaultName = "unknown-secret"
  static let unsigned: FaultName = "unsigned"
  static let noToken: FaultName = "no-token"
  static let expiredToken: FaultName = "expired-token"
  static let unknownKey: FaultName = "unknown-key"
  static let narrowToken: FaultName = "narrow-token"

  private static let told: [MessageKind] = [.birthRegistered, .deathRegistered, .recordCorrected]
  private static let triggered = told + [.birthNotified, .birthCancelled, .deathCancelled]

  /// Nothing here about old messages: 1.x sends an event again unchanged, so its stamp may be of any age.
  static let webhookCards: [FaultCard] =
    [
      FaultCard(missingID, .schema, on: told, "the event has no id of its webhook"),
      FaultCard(badTime, .schema, on: told, "its timestamp is no date-time"),
      FaultCard(unknownTopic, .schema, on: told, "its topic is no vital event"),
      FaultCard(missingContext, .schema, on: told, "it has no context, so no record"),
      FaultCard(wrongType, .schema, on: told, "its context is a text, not a list of bundles"),
      FaultCard(badSignature, .security, on: told, "the signature is genuine, over another event"),
      FaultCard(unknownSecret, .security, on: told, "signed with a secret that is not the subscriber's"),
      FaultCard(unsigned, .security, on: told, "there is no X-Hub-Signature"),
    ] + EventFault.cards
  static let triggerCards: [FaultCard] =
    [
      FaultCard(missingID, .schema, on: triggered, "the event document has no id"),
      FaultCard(missingActions, .schema, on: triggered, "the event document has no actions"),
      FaultCard(wrongType, .schema, on: triggered, "actions is a text, not a list"),
      FaultCard(unknownEventType, .schema, on: triggered, "the event is of a type that is no vital event"),
      FaultCard(badDeclaration, .schema, on: triggered, "a declaration is a text, not an object"),
      FaultCard(noToken, .security, on: triggered, "there is no bearer token"),
      FaultCard(expiredToken, .security, on: triggered, "the record token's time is over"),
      FaultCard(unknownKey, .security, on: triggered, "the record token is signed with a key that the registry has not published"),
      FaultCard(narrowToken, .security, on: triggered, "the record token is for another record"),
    ] + EventFault.cards

  static func spoil(webhook payload: inout JSON, _ fault: FaultName?) {
    switch fault {
    case missingID: payload["id"] = nil
    case badTime: payload["timestamp"] = "yesterday at noon"
    case unknownTopic: payload["event"]?["hub"]?["topic"] = "CORONATION_REGISTERED"
    case missingContext: payload["event"]?["context"] = nil
    case wrongType: payload["event"]?["context"] = "one bundle"
    default: break
    }
  }
  static func spoil(document: inout JSON, _ fault: FaultName?) {
    switch fault {
    case missingID: document["id"] = nil
    case missingActions: document["actions"] = nil
    case wrongType: document["actions"] = "one action"
    case unknownEventType: document["type"] = "coronation"
    case badDeclaration: document["actions"] = .array((document["actions"]?.items ?? []).map(Self.withoutDeclaration))
    default: break
    }
  }
  private static func withoutDeclaration(_ action: JSON) -> JSON {
    var action = action
    action["declaration"] = "as declared"
    return action
  }
}
