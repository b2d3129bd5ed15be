import Documents
import Facts
import Signatures

/// Submissions as they are fetched: `GET .../data/` with a token, page by page, the latest state of each, edited ones with the id that
/// they replace.
enum Submissions {
  static let path = "/kobo/data/"
  private static let mostPages = 1000

  /// Each answer says where the next page lies, until there is none.
  static let asking = Ask { (_, course, session, _) throws(Unsayable) in
    guard let last = course.answers.last?.response else {
      return .send(request(session.settings["limit"].map { "?limit=\($0)" } ?? "", session), as: "data")
    }
    guard last.status == 200 else { return .finish(Submission.answer(last)) }
    if let next = next(last), course.answers.count < mostPages, !session.shows("reads-first-page-only") {
      return .send(request(next, session), as: "data")
    }
    var all: [Facts] = []
    for answer in course.answers {
      guard let readings = readings(answer.response, session) else { return .finish(Reply(.failed, reason: "no-answer")) }
      all += readings.flatMap { [$0.message.facts] + $0.message.lines }
    }
    return .finish(Reply(.accepted, rows: Rows(all)))
  }

  /// Below what the target names in place of /kobo.
  private static func place(_ at: String?) -> String { (at ?? Submission.path) + path.dropFirst(Submission.path.count) }

  private static func request(_ query: String, _ session: Session) -> WireRequest {
    let token = session.settings["api-token"] ?? "token-of-\(session.role)"
    return WireRequest(
      "GET", place(session.settings["at"]) + query,
      headers: [HeaderField("Accept", "application/json"), HeaderField("Authorization", "Token \(token)")])
  }

  /// What stands behind the path of the next page, with its `?`.
  private static func next(_ response: WireResponse) -> String? {
    (try? JSON(parsing: response.body))?["next"]?.text.flatMap { url in url.firstIndex(of: "?").map { String(url[$0...]) } }
  }

  static let serving = Serve.Script(
    read: { (request, session, _) throws(Misread) in
      let wanted = "Token \(session.settings["api-token"] ?? "token-of-\(session.peer)")"
      guard ConstantTime.equal(request.headers["Authorization"] ?? "", wanted) else {
        throw Misread(.token, at: "Authorization", "a token is required")
      }
      let asked = ["start", "limit"].map { name in (kind: name, value: number(name, in: request.query ?? "")) }
      return [Reading(Message(.application, from: .mis, to: .intake), .request, ids: asked)]
    },
    answer: { readings, replies, session, stamp in
      let form = KoboForm(session)
      let most = session.settings["page-size"].flatMap { Int($0) } ?? 3
      let start = max(0, Int(readings.first?.id("start") ?? "") ?? 0)
      let limit = min(max(1, Int(readings.first?.id("limit") ?? "") ?? most), most)
      let all = (replies.first?.rows ?? Rows()).parts(by: .submissionID).compactMap { part in
        Submission.json(Message(.application, from: .intake, to: .mis, facts: part.head, lines: part.lines), form, at: stamp.wire)
      }
      let results = Array(all.dropFirst(start).prefix(limit))
      func page(_ start: Int) -> JSON { .string("\(session.ownAddress)\(path)?limit=\(limit)&start=\(start)") }
      let body: JSON = [
        "count": JSON(all.count), "next": start + limit < all.count ? page(start + limit) : .null,
        "previous": start > 0 ? page(max(0, start - limit)) : .null, "results": .array(results),
      ]
      return WireResponse(200, headers: [HeaderField("Content-Type", "application/json")], body: body.encoded())
    },
    refuse: { why, _, _, _ in WireResponse(401, headers: [], body: JSON.object(Members([Member("detail", .string(why.why))])).encoded()) })

  private static func number(_ name: String, in query: String) -> String {
    query.split(separator: "&").first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) } ?? ""
  }

  /// nil where it is no list of submissions.
  private static func readings(_ response: WireResponse, _ session: Session) -> [Reading]? {
    guard let results = (try? JSON(parsing: response.body))?["results"]?.items else { return nil }
    return results.compactMap { try? Submission.read($0, strictly: false, session) }
  }

  static func view(_ response: WireResponse?, _ session: Session) -> [Reading] {
    var asked = Reading(Message(.application, from: .mis, to: .intake), .request)
    guard let response else { return [asked] }
    asked.reply = response.status == 200 ? .accepted : Submission.answer(response)
    let came = response.status == 200 ? readings(response, session) ?? [] : []
    return [asked] + came.map { Reading($0.message, .response, ids: $0.ids) }
  }
}
