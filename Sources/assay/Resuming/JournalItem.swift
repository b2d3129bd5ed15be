import Documents
import Engine
import Facts
import Signatures
import Timeline

/// One thing that reached a story from outside, or a mark that it passed: a line of its journal.
///
/// Unlike the log it holds messages as they came, secrets and all: what is blackened cannot be gone through again.
enum JournalItem: Sendable {
  case arrived(id: String, role: Role, request: WireRequest, wire: WireInstant)
  case answered(id: String)
  case sending(id: String)
  case answer(id: String, Result<Carried, SendFailure>)
  case passed(String)
  /// How long was listened, in milliseconds, and how often in a row.
  case heard([(milliseconds: Int, times: Int)])
  /// A hook is called; its first answer, where more are waited for; what came of it.
  case calling(id: String, what: String)
  case begun(id: String, WireResponse)
  case called(id: String, Hooked?)
  case observed(id: String, Observed)
  case resumed

  /// It cannot be had again.
  var isOfOutside: Bool {
    switch self {
    case .passed, .heard, .resumed: false
    default: true
    }
  }

  func line(at wire: WireInstant) -> [UInt8] {
    var m: Members = ["w": .string(wire.description)]
    func put(_ kind: String, _ more: (name: String, value: JSON?)...) {
      m.append("k", .string(kind))
      for one in more { if let value = one.value { m.append(one.name, value) } }
    }
    switch self {
    case .arrived(let id, let role, let request, _):
      put("arrived", ("id", .string(id)), ("role", .string(role.text)), ("request", Self.json(request)))
    case .answered(let id): put("answered", ("id", .string(id)))
    case .sending(let id): put("sending", ("id", .string(id)))
    case .answer(let id, .success(let carried)):
      let us = carried.microseconds
      put(
        "answer", ("id", .string(id)), ("response", Self.json(carried.response)),
        ("us", .array([JSON(us.connect), JSON(us.first), JSON(us.total)])))
    case .answer(let id, .failure(let failure)):
      put("answer", ("id", .string(id)), ("failure", ["kind": .string(failure.kind.rawValue), "detail": .string(failure.detail)]))
    case .passed(let mark): put("passed", ("mark", .string(mark)))
    case .heard(let runs): put("heard", ("ms", .array(runs.map { .array([JSON($0.milliseconds), JSON($0.times)]) })))
    case .calling(let id, let what): put("calling", ("id", .string(id)), ("what", .string(what)))
    case .begun(let id, let response): put("begun", ("id", .string(id)), ("response", Self.json(response)))
    case .called(let id, let hooked): put("called", ("id", .string(id)), ("hooked", hooked.map(Self.json)))
    case .observed(let id, let seen):
      put("observed", ("id", .string(id)), ("word", seen.word.map { .string($0) }), ("note", seen.note.map { .string($0) }))
    case .resumed: put("resumed")
    }
    return JSON.object(m).encoded() + [10]
  }

  /// nil for a line of a kind that is not known.
  init?(_ j: JSON) {
    let id = j["id"]?.text ?? ""
    switch j["k"]?.text {
    case "arrived":
      self = .arrived(
        id: id, role: Role(j["role"]?.text ?? ""), request: Self.request(j["request"]),
        wire: j["w"]?.text.flatMap { WireInstant($0) } ?? WireInstant(milliseconds: 0))
    case "answered": self = .answered(id: id)
    case "sending": self = .sending(id: id)
    case "answer":
      if let failure = j["failure"] {
        let kind = SendFailure.Kind(rawValue: failure["kind"]?.text ?? "") ?? .other
        self = .answer(id: id, .failure(SendFailure(kind, failure["detail"]?.text ?? "")))
      } else {
        let us = (j["us"]?.items ?? []).compactMap(\.int) + [0, 0, 0]
        let times = Carried.Microseconds(connect: us[0], first: us[1], total: us[2])
        self = .answer(id: id, .success(Carried(Self.response(j["response"]), microseconds: times)))
      }
    case "passed": self = .passed(j["mark"]?.text ?? "")
    case "heard": self = .heard((j["ms"]?.items ?? []).map { ($0[0]?.int ?? 0, $0[1]?.int ?? 0) })
    case "calling": self = .calling(id: id, what: j["what"]?.text ?? "")
    case "begun": self = .begun(id: id, Self.response(j["response"]))
    case "called": self = .called(id: id, j["hooked"].map(Self.hooked))
    case "observed": self = .observed(id: id, Observed(j["word"]?.text, note: j["note"]?.text))
    case "resumed": self = .resumed
    default: return nil
    }
  }
}

// Messages as they came.
extension JournalItem {
  static func json(_ request: WireRequest) -> JSON {
    [
      "method": .string(request.method), "target": .string(request.target), "headers": headers(request.headers),
      "body": .string(Base64.standard.encode(request.body)),
    ]
  }
  static func request(_ j: JSON?) -> WireRequest {
    WireRequest(j?["method"]?.text ?? "", j?["target"]?.text ?? "", headers: headers(j?["headers"]), body: body(j?["body"]))
  }
  static func json(_ response: WireResponse) -> JSON {
    ["status": JSON(response.status), "headers": headers(response.headers), "body": .string(Base64.standard.encode(response.body))]
  }
  static func response(_ j: JSON?) -> WireResponse {
    WireResponse(j?["status"]?.int ?? 0, headers: headers(j?["headers"]), body: body(j?["body"]))
  }
  private static func headers(_ fields: [HeaderField]) -> JSON { .array(fields.map { .array([.string($0.name), .string($0.value)]) }) }
  private static func headers(_ j: JSON?) -> [HeaderField] {
    (j?.items ?? []).compactMap { pair in pair[0]?.text.flatMap { name in pair[1]?.text.map { HeaderField(name, $0) } } }
  }
  private static func body(_ j: JSON?) -> [UInt8] { j?.text.flatMap { Base64.standard.decode($0) } ?? [] }

  private static func json(_ hooked: Hooked) -> JSON {
    var m: Members = ["done": .bool(hooked.isDone), "note": .string(hooked.note)]
    m.append("gives", .array(hooked.gives.map { .array([.string($0.name), .string($0.value)]) }))
    if let by = hooked.by { m.append("by", .string(by)) }
    if hooked.isWaitedOut { m.append("waited-out", true) }
    return .object(m)
  }
  private static func hooked(_ j: JSON) -> Hooked {
    Hooked(
      isDone: j["done"]?.bool ?? false,
      gives: (j["gives"]?.items ?? []).map { (name: $0[0]?.text ?? "", value: $0[1]?.text ?? "") }, note: j["note"]?.text ?? "",
      by: j["by"]?.text, isWaitedOut: j["waited-out"]?.bool ?? false)
  }
}
