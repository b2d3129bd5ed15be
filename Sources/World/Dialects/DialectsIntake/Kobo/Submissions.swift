import Documents
import Facts
import Signatures

/// Submissions as they are fetched: `GET .../data/` with a token, the latest state of each, edited ones with the id that they replace.
enum Submissions {
  static let path = "/kobo/data/"

  static let asking = Ask(
    "data",
    write: { (_, session, _) throws(Unsayable) in
      let token = session.settings["api-token"] ?? "token-of-\(session.role)"
      return WireRequest("GET", path, headers: [HeaderField("Accept", "application/json"), HeaderField("Authorization", "Token \(token)")])
    },
    read: { response, _, session in
      guard response.status == 200 else { return Submission.answer(response) }
      guard let readings = readings(response, session) else { return Reply(.failed, reason: "no-answer") }
      return Reply(.accepted, rows: Rows(readings.map(\.message.facts)))
    })

  static let serving = Serve.Script(
    read: { (request, session, _) throws(Misread) in
      let wanted = "Token \(session.settings["api-token"] ?? "token-of-\(session.peer)")"
      guard ConstantTime.equal(request.headers["Authorization"] ?? "", wanted) else {
        throw Misread(.token, at: "Authorization", "a token is required")
      }
      return [Reading(Message(.application, from: .mis, to: .intake), .request)]
    },
    answer: { _, replies, session, stamp in
      let form = KoboForm(session)
      let results = (replies.first?.rows ?? Rows([])).compactMap { Submission.json($0, form, at: stamp.wire) }
      let body: JSON = ["count": JSON(results.count), "next": .null, "previous": .null, "results": .array(results)]
      return WireResponse(200, headers: [HeaderField("Content-Type", "application/json")], body: body.encoded())
    },
    refuse: { why, _, _, _ in WireResponse(401, headers: [], body: JSON.object(Members([Member("detail", .string(why.why))])).encoded()) })

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
