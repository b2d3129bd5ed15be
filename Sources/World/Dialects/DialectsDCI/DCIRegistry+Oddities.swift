import Facts

/// What is recognised in the messages of other implementations. `metIn` names the code in which it was read.
extension DCIRegistry {
  static let oddities =
    headerOddities + answerOddities + searchOddities + notifyOddities + spellings + transportOddities + unreadable

  static let openCRVS = "OpenCRVS dci-crvs-api"
  static let openSPP = "OpenSPP2 spp_dci_server"
  private static let openIMIS = "openIMIS api_dci"

  private static let unreadable = ["syntax", "schema", "signature", "token", "stale", "unknown"].map { kind in
    OddityCard(
      "unreadable.\(kind)", at: "", "it cannot be read", rule: "DCI 1.0.0", asks: "a message of its schema",
      remedy: "correct the place and send it again")
  }

  private static let headerOddities: [OddityCard] = [
    OddityCard(
      "header.wrong-action", at: "/header/action", "the action is not that of this operation", metIn: openCRVS,
      rule: "DCI 1.0.0, MsgHeader.action", asks: "the endpoint's own word, `on-search` in an answer to `search`",
      remedy: "write the action of the endpoint"),
    OddityCard(
      "header.not-swapped", at: "/header/sender_id", "the answer keeps the question's sender and receiver", metIn: openCRVS,
      rule: "DCI 1.0.0, MsgCallbackHeader.sender_id", asks: "the sender of this very message",
      remedy: "swap sender_id and receiver_id in an answer"),
    OddityCard(
      "header.message-id-echoed", at: "/header/message_id", "the answer has the message id of its question", metIn: openCRVS,
      rule: "DCI 1.0.0, MsgCallbackHeader.message_id", asks: "an id of its own for each message",
      remedy: "draw a new message_id, and tie the answer to its question by transaction_id and reference_id"),
    OddityCard(
      "header.total-count-as-text", at: "/header/total_count", "the number is written as a text", rule: "DCI 1.0.0, MsgHeader.total_count",
      asks: "an integer", remedy: "leave out the quotes"),
    OddityCard(
      "header.total-count-differs", at: "/header/total_count", "it is not the number of items in the message",
      rule: "DCI 1.0.0, MsgHeader.total_count", asks: "the number of items of the batch", remedy: "count the items"),
    OddityCard(
      "header.total-count-of-records", at: "/header/total_count", "it is not the number of answers in the message", metIn: openCRVS,
      rule: "DCI 1.0.0, MsgCallbackHeader.total_count", asks: "the number of requests that are answered, not of records that were found",
      remedy: "count search_response, and leave the records to pagination.total_count"),
    OddityCard(
      "header.no-completed-count", at: "/header/completed_count", "it is missing beside total_count, as it may be", metIn: openCRVS,
      rule: "DCI 1.0.0, MsgCallbackHeader.completed_count", asks: "the number of requests that have been answered where it is sent",
      remedy: "send it, so that the asker knows whether more will come"),
    OddityCard(
      "header.version", at: "/header/version", "another version is declared", rule: "DCI 1.0.0, MsgHeader.version", asks: "`1.0.0`",
      remedy: "write 1.0.0, or leave it out"),
  ]

  private static let answerOddities: [OddityCard] = [
    OddityCard(
      "answer.server-fault", at: "HTTP status", "what was sent is answered as a fault of the server", metIn: "OpenSPP2's callback",
      rule: "DCI 1.0.0, Response", asks: "ACK, NACK or ERR with a code", remedy: "refuse what cannot be taken with 4xx and err.request.bad",
      isOfAnswer: true, explains: ["status", "reply.taken"]),
    OddityCard(
      "answer.error-object", at: "/error", "the refusal is an object of its own", metIn: openCRVS, rule: "DCI 1.0.0, Response and errors",
      asks: "a message with ack_status and error, or a list `errors` for 401, 403 and 500", remedy: "answer in that form", isOfAnswer: true,
      explains: ["body", "reply.flaw"]),
    OddityCard(
      "answer.bare-message", at: "/message", "the answer is a bare text without a header", metIn: openSPP, rule: "DCI 1.0.0, Response",
      asks: "a message with ack_status, timestamp and correlation_id",
      remedy: "answer what is not built with ERR and a code of the standard",
      isOfAnswer: true, explains: ["body", "reply.flaw"]),
    OddityCard(
      "answer.unknown-code", at: "/message/error/code", "this code is none of the standard's", metIn: openSPP,
      rule: "DCI 1.0.0, Error.code", asks: "a closed list (err.request.bad, err.sender_id.invalid, err.signature.invalid...)",
      remedy: "use the nearest of them and put the rest into the text", isOfAnswer: true),
    OddityCard(
      "answer.unauthorised-as-acknowledgement", at: "/message", "a missing or wrong token is answered by an acknowledgement",
      metIn: openSPP,
      rule: "DCI 1.0.0, responses 401 and 403", asks: "a list `errors` of code and message", remedy: "answer 401 with that list",
      isOfAnswer: true, explains: ["errors"]),
  ]

  private static let searchOddities: [OddityCard] = [
    OddityCard(
      "search.query-type-differs", at: "/message/search_request/0/search_criteria/query_type", "the query has the shape of another type",
      rule: "DCI 1.0.0, SearchCriteria.query_type", asks: "the name of the shape that `query` has", remedy: "name the type of the shape"),
    OddityCard(
      "search.operator-spelling", at: "/message/search_request/0/search_criteria/query", "an operator is spelt gte or lte",
      rule: "DCI 1.0.0, ExpSupportedOperator", asks: "gt, lt, eq, ge, le or in", remedy: "write ge and le"),
    OddityCard(
      "search.lawful-refused", at: "/message/search_request/0/search_criteria/query", "a question in the standard's own words is refused",
      metIn: "OpenSPP's DCI server, where only birth dates can be searched, with both bounds", rule: "DCI 1.0.0, SearchCriteria.query",
      asks: "every operator and attribute to be usable by itself", remedy: "take each of them, or publish which are not taken",
      isOfAnswer: true),
    OddityCard(
      "search.another-transaction", at: "/message/transaction_id", "the answer names another transaction",
      rule: "DCI 1.0.0, SearchResponse",
      asks: "the transaction of the question", remedy: "copy transaction_id from the request"),
    OddityCard(
      "search.no-item-for-reference", at: "/message/search_response", "a request that found nobody has no answer", metIn: openCRVS,
      rule: "DCI 1.0.0, SearchResponse.search_response", asks: "one answer for each reference_id",
      remedy: "answer with status succ and an empty reg_records"),
    OddityCard(
      "search.records-not-a-list", at: "/message/search_response/0/data/reg_records", "the record stands alone",
      rule: "DCI 1.0.0, SearchResponse.reg_records", asks: "a list", remedy: "put the record into a list"),
    OddityCard(
      "words.registry-type", at: "/message/search_request/0/search_criteria/reg_type", "the registry type is a word of its own",
      metIn: "OpenCRVS's `ocrvs:registry_type:birth`, OpenSPP2's `CRVS`", rule: "DCI vocabulary, RegistryType",
      asks: "`ns:org:RegistryType:Civil`", remedy: "write and take the standard's word"),
    OddityCard(
      "words.record-type", at: "/message/search_request/0/search_criteria/reg_record_type", "the record type is a word of its own",
      metIn: openSPP, rule: "DCI vocabulary, record types", asks: "a term with its namespace (`spdci-extensions-dci:CRVSPerson`)",
      remedy: "write and take the standard's word"),
    OddityCard(
      "words.locale-of-two-letters", at: "/message/search_request/0/locale", "the language is two letters", metIn: openSPP,
      rule: "DCI 1.0.0, locale", asks: "a code of ISO 639-3 (`eng`)", remedy: "write three letters"),
    OddityCard(
      "words.locale", at: "/message/search_request/0/locale", "the language is not three small letters",
      rule: "DCI 1.0.0, locale", asks: "a code of ISO 639-3 (`eng`)", remedy: "write three letters"),
  ]

  private static let notifyOddities: [OddityCard] = [
    OddityCard(
      "notify.shape-openimis", at: "/message/notify_request", "the event has another shape", metIn: openIMIS,
      rule: "DCI 1.0.0, NotifyEventRequest", asks: "a list `notify_event`, with reg_event_type and reg_records in data",
      remedy: "rename notify_request, event_type and reg_record", explains: ["*"]),
    OddityCard(
      "notify.shape-openspp", at: "/message/event_type", "one event stands flat in the message", metIn: "OpenSPP2",
      rule: "DCI 1.0.0, NotifyEventRequest", asks: "a list `notify_event`, each with reference_id and data",
      remedy: "put person, identifiers and date into data.reg_records of a list", explains: ["*"]),
    OddityCard(
      "notify.records-as-list", at: "/message/notify_event/0/data/reg_records", "the record of an event is a list",
      rule: "DCI CRVS 1.0.0, NotifyEventRequest.reg_records", asks: "an object", remedy: "send one event for each record"),
    OddityCard(
      "notify.no-event-type", at: "/message/notify_event/0/data/reg_event_type", "nothing says which event it is",
      metIn: "the published description, where it is optional", rule: "DCI CRVS 1.0.0, NotifyEventRequest.reg_event_type",
      asks: "the event in a member of its own", remedy: "send it, so that nobody has to guess it from the dates",
      explains: ["event.kind"]),
    OddityCard(
      "notify.event-type-spelling", at: "/message/notify_event/0/data/reg_event_type", "the event is spelt another way",
      metIn: openSPP, rule: "DCI vocabulary, RegistryEventType",
      asks: "LiveBirth, Death, Marriage or Divorce after `spdci-common:RegistryEventType:`",
      remedy: "write the standard's term, or declare your word as event-type in the target"),
    OddityCard(
      "person.identifier-not-a-list", at: "/message/notify_event/0/data/reg_records/identifier", "the identifier stands alone",
      rule: "DCI CRVS 1.0.0, Person.identifier", asks: "a list (an object before February 2026)", remedy: "put it into a list"),
  ]

  private static let transportOddities: [OddityCard] = [
    OddityCard(
      "signature.missing", at: "/signature", "the message is not signed", metIn: openCRVS, rule: "DCI 1.0.0, signature",
      asks: "a signature over header and message where the edge declares one", remedy: "sign it, or declare `signature: none`"),
    OddityCard(
      "signature.stub", at: "/signature", "the signature is empty or a placeholder", metIn: "openIMIS api_dci's published samples",
      rule: "DCI 1.0.0, signature", asks: "a signature over header and message where the edge declares one",
      remedy: "sign it, or declare `signature: none`"),
    OddityCard(
      "http.no-content-type", at: "Content-Type", "the callback does not say what it holds", metIn: openCRVS, rule: "RFC 9110, 8.3",
      asks: "the type of the content", remedy: "send `Content-Type: application/json`"),
    OddityCard(
      "http.no-authorization", at: "Authorization", "the callback shows no token", metIn: openCRVS, rule: "DCI 1.0.0, security",
      asks: "a bearer token on every operation, callbacks too", remedy: "fetch a token at the receiver and show it"),
    OddityCard(
      "token.secret-in-url", at: "query client_secret", "the client's secret stands in the address", metIn: "OpenSPP and OpenCRVS",
      rule: "RFC 6749, 2.3.1", asks: "credentials outside the request URI", remedy: "send it in the body, or as Basic credentials"),
  ]
}
