import Facts

/// What is recognised in webhooks and event documents of OpenCRVS and of what imitates it.
extension OpenCRVS {
  static let oddities: [OddityCard] =
    ["syntax", "schema", "signature", "token", "stale", "unknown"].map { kind in
      OddityCard(
        "unreadable.\(kind)", at: "", "it cannot be read", rule: "OpenCRVS webhooks", asks: "a message of its schema",
        remedy: "correct the place and send it again")
    } + [
      OddityCard(
        "opencrvs.unsigned", at: "X-Hub-Signature", "the webhook is not signed", metIn: "an openIMIS FHIR subscription",
        rule: "OpenCRVS 1.x webhooks, X-Hub-Signature", asks: "an HMAC-SHA256 of the body with the subscriber's secret",
        remedy: "sign each event, and send it again where the receiver fails"),
      OddityCard(
        "opencrvs.no-task", at: "/event/context/0/entry", "the bundle has no Task", rule: "OpenCRVS 1.x, record bundle",
        asks: "a Task with the tracking and registration numbers", remedy: "send the whole bundle of the record"),
      OddityCard(
        "opencrvs.no-sections", at: "/event/context/0/entry", "the Composition does not say who is who",
        rule: "OpenCRVS 1.x, record bundle",
        asks: "a section for each person (`child-details`, `mother-details`)", remedy: "send the Composition with its sections"),
      OddityCard(
        "opencrvs.identifier-type-as-text", at: "/event/context/0/entry", "an identifier's type is a text",
        metIn: "the page of OpenCRVS 1.6",
        rule: "FHIR R4, Identifier.type", asks: "a CodeableConcept", remedy: "write type.coding[0].code"),
      OddityCard(
        "opencrvs.document-wrapped", at: "/event", "the document stands within `event`", metIn: "the published description of 2.x",
        rule: "OpenCRVS 2.x, country configuration", asks: "the event document itself", remedy: "take both forms; send the bare one"),
      OddityCard(
        "opencrvs.action-not-last", at: "/actions", "the triggering action is not the last one", rule: "OpenCRVS 2.x, event document",
        asks: "actions in the order in which they were taken", remedy: "append the action that is told of"),
    ]
}
