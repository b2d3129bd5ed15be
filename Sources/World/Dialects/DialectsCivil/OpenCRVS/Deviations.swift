package import Facts

extension OpenCRVS {
  package var deviations: [DialectDeviation] { Self.known }

  private static let known: [DialectDeviation] = [
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
}
