package import Facts

/// What a simulated actor can do otherwise on this wire: wrong (defects) or right and unlike the rest (twists).
package struct OpenCRVSDeviation: Sendable {
  package let name: String
  package let role: Role
  package let isDefect: Bool
  package let says: String

  package static let all: [OpenCRVSDeviation] = [
    .init("signs-raw-body", .crvs, true, "signs the body as it is, not in the form that OpenCRVS signs"),
    .init("skips-challenge", .crvs, true, "takes a subscription without asking the callback whether it wants it"),
    .init("echoes-challenge-as-text", .mis, true, "answers the challenge as plain text, as WebSub has it, not as JSON"),
    .init("trusts-everyone", .mis, true, "takes messages whatever their signature and token"),
    .init("takes-broken-messages", .mis, true, "accepts what breaks its schema"),
    .init("fails-on-bad-input", .mis, true, "answers bad input as a fault of the server"),
    .init("answers-202", .mis, false, "answers 202: a person will look at it"),
    .init("wraps-the-document", .crvs, false, "posts the event document within `event`, as the published description has it"),
    .init("extra-fields", .crvs, false, "adds fields that no schema names"),
    .init("other-member-order", .crvs, false, "writes the members of its objects in another order"),
    .init("notifies-twice", .crvs, false, "sends each event once more, in case it was lost"),
  ]
  init(_ name: String, _ role: Role, _ isDefect: Bool, _ says: String) {
    self.name = name
    self.role = role
    self.isDefect = isDefect
    self.says = says
  }
}
