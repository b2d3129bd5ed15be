import Facts

/// Spellings of members, dates and words in the field that are not those of the vocabulary. All of them are understood.
extension DCIRegistry {
  private static let records = "/message/search_response/0/data/reg_records"
  private static let samples = "the published samples"

  static let spellings: [OddityCard] = [
    OddityCard(
      "person.member-spelling", at: records, "a member has another name", metIn: samples, rule: "DCI vocabulary, Person",
      asks: "its own spelling of each member", remedy: "rename it", explains: ["person.name", "person.sex", "person.birth-date"]),
    OddityCard(
      "person.identifier-type-spelling", at: records, "the type of an identifier is a word of its own", metIn: openCRVS,
      rule: "DCI vocabulary, IdentifierType", asks: "UIN, BRN, DRN or MRN", remedy: "write the code of the vocabulary",
      explains: ["person.id", "child.brn", "death.drn", "mother.id"]),
    OddityCard(
      "person.date-without-hour", at: records, "a day stands where a date-time is meant", metIn: samples, rule: "DCI vocabulary, DateTime",
      asks: "date and time with a zone (`2026-05-01T00:00:00Z`)", remedy: "write midnight with its zone; the day alone is understood"),
    OddityCard(
      "person.date-without-zone", at: records, "a date-time has no zone", metIn: samples, rule: "DCI 1.0.0, date-times of ISO 8601",
      asks: "a zone (`Z` or `+03:00`)", remedy: "write the zone, so that nobody reads another day"),
    OddityCard(
      "person.marital-status-word", at: records, "the marital status is a word of its own", rule: "DCI vocabulary, MaritalStatus",
      asks: "S, M, W, A, D, L or U", remedy: "write the letter of the vocabulary"),
    OddityCard(
      "words.standing", at: "/message", "the answer to a question of yes or no is another word", metIn: "the employment registry's text",
      rule: "DCI 1.0.0, enrolled_status and disabled_status", asks: "`yes` or `no`", remedy: "write yes or no", isOfAnswer: true,
      explains: ["enrolled", "disabled"]),
    OddityCard(
      "words.transaction-type", at: "/message/txnstatus_response/txn_type", "the transaction is named by the answer's action",
      metIn: "the published text of G2P Connect", rule: "DCI 1.0.0, TxnStatusResponse.txn_type",
      asks: "the word of the question (`search`, `subscribe`)", remedy: "write the type without `on-`"),
    OddityCard(
      "signature.key-id-spelling", at: "/signature", "the parameter that names the key is spelt keyId",
      metIn: "another chapter of the published text", rule: "DCI 1.0.0, signature", asks: "`kidId`", remedy: "write kidId"),
    OddityCard(
      "token.expires-in-as-number", at: "/expires_in", "the seconds of a token are a number", metIn: "all who follow RFC 6749",
      rule: "DCI 1.0.0, token endpoint", asks: "a text", remedy: "leave it: both are understood", isOfAnswer: true),
  ]
}
