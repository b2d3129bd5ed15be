package import Facts

extension DCIRegistry {
  package var deviations: [DialectDeviation] {
    Self.ofFamily.map { $0.role == .crvs ? DialectDeviation($0.name, registry.role, $0.isDefect, $0.says) : $0 }
  }

  /// The role of a register's own stands for whichever register of the family it is.
  private static let ofFamily: [DialectDeviation] = [
    .init("acks-without-callback", .crvs, true, "acknowledges an asynchronous search and never calls back"),
    .init("calls-configured-address", .crvs, true, "calls back to the address that it has on file, whatever the request names"),
    .init("calls-any-address", .crvs, true, "calls wherever a subscriber says, in its own network too"),
    .init("wrong-correlation", .crvs, true, "calls back with another correlation id than it acknowledged with"),
    .init("sender-not-swapped", .crvs, true, "answers under the asker's name"),
    .init("wrong-action", .crvs, true, "answers with the action of the question"),
    .init("trusts-everyone", .mis, true, "takes messages whatever their signature and token"),
    .init("asks-no-token", .mis, true, "takes messages without a token"),
    .init("takes-expired-tokens", .mis, true, "takes any token whose scope fits, whoever gave it and whenever it ended"),
    .init("takes-any-scope", .mis, true, "takes any good token, whatever it was granted for"),
    .init("takes-wrong-signatures", .mis, true, "takes messages whose signature is over something else"),
    .init("takes-unknown-keys", .mis, true, "takes messages signed with a key that the sender has not published"),
    .init("takes-old-messages", .mis, true, "takes messages whose signature is over"),
    .init("believes-any-answer", .mis, true, "takes whatever is called back for the answer to what it asked last"),
    .init("fails-on-repeats", .mis, true, "answers a message that comes twice as a fault of the server"),
    .init("fails-on-unasked", .mis, true, "answers what it did not ask for as a fault of the server"),
    .init("takes-undecryptable", .mis, true, "acknowledges what it cannot open"),
    .init("takes-plain-as-encrypted", .mis, true, "takes a message that says it is encrypted and is not"),
    .init("reads-no-encryption", .mis, true, "publishes a key, and opens nothing that is encrypted for it"),
    .init("vague-about-encryption", .mis, true, "refuses what it cannot open as if it broke a schema"),
    .init("takes-an-id-twice", .crvs, true, "answers another message under an id that it has seen"),
    .init("takes-broken-messages", .mis, true, "acknowledges what breaks its schema"),
    .init("takes-no-json", .mis, true, "acknowledges a body that is no JSON"),
    .init("fails-on-bad-input", .mis, true, "answers bad input as a fault of the server"),
    .init("echoes-what-it-refuses", .mis, true, "shows in its refusals what it was sent"),
    .init("answers-200", .mis, false, "acknowledges with 200 in place of 202"),
    .init("extra-fields", .crvs, false, "adds fields that no schema names"),
    .init("other-member-order", .crvs, false, "writes the members of its objects in another order"),
    .init("other-zone", .crvs, false, "writes its stamps three hours east of UTC"),
    .init("callback-before-ack", .crvs, false, "calls back before it acknowledges"),
    .init("one-page-a-message", .crvs, false, "sends one record in each callback"),
    .init("notifies-twice", .crvs, false, "sends each notification once more, in case it was lost"),
  ]
}
