package import Facts

/// A submission as KoBoToolbox hands it to a REST service: one JSON object for each form that was created, with basic authentication,
/// tried again after 60, 600 and 6000 seconds. An edited submission is not sent again: whoever wants it fetches it from the data API.
package struct Kobo: Dialect {
  package init() {}
  package static let name: DialectName = "kobo"

  package var operations: [Operation] {
    [
      Operation("submission", "POST", Submission.path, servedBy: .mis, calledBy: .intake, isReceipted: true),
      Operation("data", "GET", Submissions.path, servedBy: .intake, calledBy: .mis),
    ]
  }

  package func speak(_ kind: MessageKind, from role: Role) -> (any Conversation)? {
    guard kind == .application else { return nil }
    guard role == .intake else { return role == .mis ? Submissions.asking : nil }
    return Tell(
      Submission.telling, backoff: Backoff([.minutes(1), .minutes(10), .minutes(100)]), copies: { $0.shows("notifies-twice") ? 1 : 0 },
      givesUp: { $0.shows("gives-up") })
  }
  package func serve(_ operation: OperationName) -> (any Conversation)? {
    operation == "submission" ? Serve(Submission.serving) : operation == "data" ? Serve(Submissions.serving) : nil
  }

  /// The credentials are not asked for: whoever received it has judged them in its answer.
  package func view(_ operation: OperationName, _ request: WireRequest, _ response: WireResponse?, _ session: Session) -> [Reading] {
    if operation == "data" { return Submissions.view(response, session) }
    let reply = response.map(Submission.answer)
    do throws(Misread) {
      var reading = try Submission.read(request, strictly: false, session)
      reading.reply = reply
      return [reading]
    } catch {
      let odd = ["unreadable.\(error.kind.rawValue) \(error.place) \(error.why)"]
      return [Reading(Message(.application, from: .intake, to: .mis), .request, oddities: odd, reply: reply)]
    }
  }

  package var deviations: [DialectDeviation] { Self.known }

  private static let known: [DialectDeviation] = [
    .init("trusts-everyone", .mis, true, "takes submissions whatever their credentials"),
    .init("takes-test-forms", .mis, true, "takes what was filled in on another form, for training"),
    .init("takes-broken-messages", .mis, true, "accepts what breaks the form"),
    .init("fails-on-bad-input", .mis, true, "answers bad input as a fault of the server"),
    .init("echoes-what-it-refuses", .mis, true, "shows in its refusals what it was sent"),
    .init("gives-up", .intake, true, "never sends again what did not get through"),
    .init("answers-200", .mis, false, "takes submissions with 200 in place of 201"),
    .init("notifies-twice", .intake, false, "sends each submission once more, in case it was lost"),
  ]

  package var card: DialectCard {
    DialectCard(
      name: Self.name, title: "KoBoToolbox REST service (JSON)",
      source: "https://support.kobotoolbox.org, REST services; OpenRosa metadata",
      carries: [
        .init(
          .application, from: .intake, to: .mis,
          facts: [
            "submission.id", "submission.replaces", "form.version", "event.date", "programme", "person.id", "person.name", "person.sex",
            "person.birth-date", "group.size", "consent", "attachments.missing", "place", "filled.date", "message.flaw",
          ], lineFacts: ["person.name", "person.sex", "person.birth-date"])
      ],
      faults: KoboFaults.cards,
      settings: [
        SettingCard("at", [], "the path in place of /kobo at the peer"),
        SettingCard("user", [], "our name at the programme's endpoint"),
        SettingCard("password", [], "our password there"),
        SettingCard("accepts-user", [], "the form server's name at our endpoint"),
        SettingCard("accepts-password", [], "its password there"),
        SettingCard("api-token", [], "the token with which submissions are fetched from the form server"),
        SettingCard("form", [], "the id of the form (_xform_id_string); application where nothing is said"),
        SettingCard("version", [], "the version of the form (__version__); 1 where nothing is said"),
        SettingCard("limit", [], "how many submissions we ask for at once; as many as the form server likes where nothing is said"),
        SettingCard("page-size", [], "how many submissions the form server shows at once; 3 where nothing is said"),
        SettingCard(
          "field.person.id", [], "the question that holds the person's number; likewise person.name, person.sex, consent, roster..."),
      ], movable: [Submission.path])
  }
}
