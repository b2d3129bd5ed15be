import Documents
import Facts

/// `POST /events/search` of 2.x: who hears no triggers asks what is registered. The twin of the triggers, and a question of its own.
enum Searching {
  static let path = "/events/search"
  private static let scope = "record.search"

  // MARK: who asks

  /// One question about a person. Whoever fits conditions is found by birth, and then asked after: a birth does not say who has died.
  static let asking = Ask(preparing: Reporting.preparation) { (message, course, session, stamp) throws(Unsayable) in
    guard let births = course.answers.first else { return .send(try write(message, session, stamp), as: "search") }
    var reply = answer(births.response, to: message)
    guard reply.taken == .accepted, message.facts[.personID] == nil else { return .finish(reply) }
    let rows = Array(reply.rows)
    guard course.answers.count > 1 else {
      guard let deaths = SearchQuery.deaths(of: rows) else { return .finish(reply) }
      return .send(request([("query", deaths), ("limit", JSON(SearchQuery.most)), ("offset", 0)], session, stamp), as: "search")
    }
    let deaths = course.answers[1].response
    guard deaths.status < 500 else { return .finish(.failed(deaths)) }
    // A country whose form of a death has no such number says so; what is known of the births stands.
    let dead = Array(answer(deaths, to: nil).rows)
    reply.rows = Rows(
      rows.map { row in
        let ids = row[.personID] ?? []
        return FoundEvent.together([row] + dead.filter { $0[.personID]?.names(ids) ?? false }).first ?? row
      })
    return .finish(reply)
  }

  static func write(_ message: Message, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    var pairs: [(String, JSON?)] = [("query", try SearchQuery.write(message))]
    let size = message.facts[.pageSize]
    pairs.append(("limit", JSON(size ?? SearchQuery.most)))
    pairs.append(("offset", JSON((size ?? 0) * ((message.facts[.page] ?? 1) - 1))))
    if let sort = message.facts[.sort]?.split(separator: " ").map(String.init), let first = sort.first {
      guard let field = SearchQuery.sortable.first(where: { $0.fact == first })?.field else {
        throw Unsayable(message.kind, facts: ["sort"])
      }
      pairs.append(("sort", [["field": .string(field), "direction": .string(sort.count > 1 ? sort[1] : "asc")]]))
    }
    return request(pairs, session, stamp)
  }
  private static func request(_ body: [(String, JSON?)], _ session: Session, _ stamp: Stamp) -> WireRequest {
    let bearer = ClientToken.held(session, stamp).map { [HeaderField("Authorization", "Bearer \($0)")] } ?? []
    return WireRequest(
      "POST", session.settings["search-at"] ?? path, headers: Answers.headers + bearer, body: session.spelt(.object(of: body)))
  }

  /// The events that were found. Of a person who was asked for they are put together, since who died was born too.
  static func answer(_ response: WireResponse, to question: Message?) -> Reply {
    let said = Answers.read(response)
    guard said.taken == .accepted else { return said }
    guard let body = try? JSON(parsing: response.body), let results = body["results"]?.items else {
      return Reply(.failed, reason: "no-answer")
    }
    var rows = results.compactMap { FoundEvent.read($0) }
    var found = body["total"]?.decimal?.int ?? rows.count
    if question?.facts[.personID] != nil {
      rows = FoundEvent.together(rows)
      found = rows.count
    }
    // What is only like the name that was asked for is somebody else.
    let names = (question?.lines ?? Rows()).filter { $0[.attribute] == "person.name" }.compactMap { $0[.value] }
    if !names.isEmpty {
      rows.removeAll { !names.contains($0[.personName] ?? "") }
      found = min(found, rows.count)
    }
    var reply = Reply(.accepted, rows: Rows(rows))
    reply.facts[.recordFound] = !rows.isEmpty && found > 0
    reply.facts[.found] = found
    return reply
  }

  // MARK: the registry

  static let serving = SearchAnswers.serving(
    scope: scope, read: { (request) throws(Misread) in try read(request) }, write: { FoundEvent.write($0, $1, $2) },
    body: { ["results": .array($0), "total": JSON($1)] })

  private static func read(_ request: WireRequest) throws(Misread) -> Reading {
    let body: JSON
    do throws(JSONRefusal) { body = try JSON(parsing: request.body) } catch { throw Misread(.syntax, at: "", error.description) }
    guard let query = body["query"] else { throw Misread(.schema, at: "/query", "it is required") }
    let asked = try SearchQuery.read(query)
    var message = Message(.personRecord, from: .mis, to: .crvs)
    message.facts[.personID] = asked.person
    message.lines = asked.conditions
    if let limit = body["limit"]?.decimal?.int, limit > 0, asked.person == nil {
      let offset = body["offset"]?.decimal?.int ?? 0
      guard offset % limit == 0 else { throw Misread(.schema, at: "/offset", "whole pages only: a multiple of limit") }
      message.facts[.pageSize] = limit
      message.facts[.page] = offset / limit + 1
    }
    if let sort = body["sort"]?[0], let field = sort["field"]?.text {
      guard let fact = SearchQuery.sortable.first(where: { $0.field == field })?.fact else {
        throw Misread(.schema, at: "/sort/0/field", "nothing is sorted by it")
      }
      message.facts[.sort] = "\(fact) \(sort["direction"]?.text ?? "asc")"
    }
    return Reading(message, .request, ids: [("wanted", asked.events.joined(separator: " "))])
  }

  /// The question and, where it was answered, the answer.
  static func view(_ request: WireRequest, _ response: WireResponse?) throws(Misread) -> [Reading] {
    var asked = try read(request)
    asked.ids.removeAll()
    guard let response else { return [asked] }
    let reply = answer(response, to: asked.message)
    asked.reply = reply
    guard reply.taken == .accepted else { return [asked] }
    let said = Message(.personRecord, from: .crvs, to: .mis, facts: reply.facts, lines: reply.rows)
    return [asked, Reading(said, .response)]
  }
}
