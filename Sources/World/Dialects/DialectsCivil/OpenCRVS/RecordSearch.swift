import Documents
import Facts

/// `POST /graphql` of 1.x, the search of its own clients: who hears no webhooks asks what is registered. The answer names nobody but the
/// child or the deceased, and by no number: whose event it is, is known only from what it was asked by.
enum RecordSearch {
  static let path = "/graphql"
  private static let scope = "record.search"
  private static let operation = "searchEvents"

  // MARK: who asks

  /// One request an event: of a person by a number first the birth, then the death.
  static let asking = Ask(preparing: Subscribing.preparation) { (message, course, session, stamp) throws(Unsayable) in
    let wanted = try RecordQuery.write(message)
    guard course.answers.count < wanted.count else { return .finish(answer(course.answers.map(\.response), wanted, to: message)) }
    if let last = course.answers.last, !isAnswer(last.response) { return .finish(answer([last.response], wanted, to: message)) }
    return .send(request(wanted[course.answers.count], message, session, stamp), as: "record-search")
  }

  private static func request(_ query: RecordQuery, _ message: Message, _ session: Session, _ stamp: Stamp) -> WireRequest {
    let size = message.facts[.pageSize]
    let body: JSON = [
      "operationName": .string(operation), "query": .string(document),
      "variables": [
        "advancedSearchParameters": query.json, "count": JSON(size ?? SearchQuery.most),
        "skip": JSON((size ?? 0) * ((message.facts[.page] ?? 1) - 1)),
      ],
    ]
    let bearer = ClientToken.held(session, stamp).map { [HeaderField("Authorization", "Bearer \($0)")] } ?? []
    return WireRequest("POST", session.settings["search-at"] ?? path, headers: Answers.headers + bearer, body: session.spelt(body))
  }

  /// No more of people than what is needed of them.
  private static let document =
    "query \(operation)($advancedSearchParameters: AdvancedSearchParametersInput!, $sort: String, $count: Int, $skip: Int) { "
    + "\(operation)(advancedSearchParameters: $advancedSearchParameters, sort: $sort, count: $count, skip: $skip) { totalItems results { "
    + "id type registration { status trackingId registrationNumber } operationHistories { operationType operatedOn } "
    + "... on BirthEventSearchSet { dateOfBirth childName { firstNames familyName use } } "
    + "... on DeathEventSearchSet { dateOfDeath deceasedName { firstNames familyName use } } } } }"

  private static func found(_ response: WireResponse) -> JSON? { (try? JSON(parsing: response.body))?["data"]?[operation] }
  /// GraphQL says in the body of a 200 what went wrong as well.
  private static func isAnswer(_ response: WireResponse) -> Bool { response.status == 200 && found(response)?["results"]?.items != nil }

  static func answer(_ responses: [WireResponse], _ asked: [RecordQuery], to question: Message) -> Reply {
    for response in responses where !isAnswer(response) {
      let said = Answers.read(response)
      return said.taken == .accepted ? Reply(.failed, reason: "no-answer") : said
    }
    var rows: [Facts] = []
    var total = 0
    for (response, query) in zip(responses, asked) {
      let results = found(response)?["results"]?.items ?? []
      rows += results.compactMap { FoundRecord.read($0, query) }
      total += found(response)?["totalItems"]?.decimal?.int ?? results.count
    }
    if question.facts[.personID] != nil {
      rows = FoundEvent.together(rows)
      total = rows.count
    }
    var reply = Reply(.accepted, rows: Rows(rows))
    reply.facts[.recordFound] = !rows.isEmpty
    reply.facts[.found] = total
    return reply
  }

  // MARK: the registry

  static let serving = SearchAnswers.serving(
    scope: scope, read: { (request) throws(Misread) in try read(request) }, write: { FoundRecord.write($0, $1, $2) },
    body: { ["data": .object(Members([Member(operation, ["totalItems": JSON($1), "results": .array($0)])]))] })

  private static func read(_ request: WireRequest) throws(Misread) -> Reading {
    let body: JSON
    do throws(JSONRefusal) { body = try JSON(parsing: request.body) } catch { throw Misread(.syntax, at: "", error.description) }
    guard body["operationName"]?.text == operation else { throw Misread(.unknown, at: "/operationName", "it must be \(operation)") }
    guard body["query"]?.text?.contains(operation) == true else { throw Misread(.schema, at: "/query", "it must ask for \(operation)") }
    let at = "/variables/advancedSearchParameters"
    guard let parameters = body["variables"]?["advancedSearchParameters"]?.members else { throw Misread(.schema, at: at, "it is required") }
    let query = try RecordQuery(reading: parameters, at: at)
    var message = Message(.personRecord, from: .mis, to: .crvs)
    message.facts[.personID] = query.person.map { [$0] }
    message.lines = query.person == nil ? query.conditions : Rows()
    if query.person == nil, let size = body["variables"]?["count"]?.decimal?.int, size > 0 {
      let skip = body["variables"]?["skip"]?.decimal?.int ?? 0
      guard skip % size == 0 else { throw Misread(.schema, at: "/variables/skip", "whole pages only: a multiple of count") }
      message.facts[.pageSize] = size
      message.facts[.page] = skip / size + 1
    }
    return Reading(message, .request, ids: [("wanted", query.event ?? Trigger.Action.events.joined(separator: " "))])
  }

  /// The question and, where it was answered, the answer.
  static func view(_ request: WireRequest, _ response: WireResponse?) throws(Misread) -> [Reading] {
    var asked = try read(request)
    asked.ids.removeAll()
    guard let response else { return [asked] }
    let parameters = (try? JSON(parsing: request.body))?["variables"]?["advancedSearchParameters"]?.members ?? Members()
    let reply = answer([response], [try RecordQuery(reading: parameters, at: "")], to: asked.message)
    asked.reply = reply
    guard reply.taken == .accepted else { return [asked] }
    return [asked, Reading(Message(.personRecord, from: .crvs, to: .mis, facts: reply.facts, lines: reply.rows), .response)]
  }
}
