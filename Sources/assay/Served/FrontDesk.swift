import Documents
import Facts
import Foundation
import Synchronization

/// What a sandbox answers beside its systems: what is here, acts on demand, and what happened.
final class FrontDesk: Sendable {
  private let served = Mutex<ServedWorld?>(nil)

  func open(_ world: ServedWorld) { served.withLock { $0 = world } }

  func answer(_ request: WireRequest) async -> WireResponse {
    guard let served = served.withLock({ $0 }) else { return Self.refuse(503, "the sandbox is still starting", next: "come back in a second") }
    switch (request.path, request.method) {
    case ("/", "GET"), ("/", "HEAD"):
      let page = FrontPage(served: served, request: request)
      if request.headers["Accept"]?.contains("text/html") == true {
        return WireResponse(200, headers: [HeaderField("Content-Type", "text/html; charset=utf-8")], body: Array(page.html.utf8))
      }
      return Self.reply(200, page.json)
    case ("/act", "POST"): return await Self.handle(request) { body throws(DeskRefusal) in try await FrontAct(served: served).act(body) }
    case ("/ask", "POST"): return await Self.handle(request) { body throws(DeskRefusal) in try FrontAct(served: served).ask(body) }
    case ("/ask", "GET"):
      let asked = Self.asked(request.query ?? "")
      return await Self.handle(asked) { body throws(DeskRefusal) in try FrontAct(served: served).ask(body) }
    case ("/advance", "POST"): return await Self.handle(request) { body throws(DeskRefusal) in try await FrontAct(served: served).advance(body) }
    case ("/exchanges", "GET"): return Self.reply(200, .array(served.exchanges.latest.map { FrontPage.json($0, whole: true) }))
    case ("/", _): return Self.wrongMethod("GET")
    case ("/act", _), ("/advance", _): return Self.wrongMethod("POST")
    case ("/ask", _): return Self.wrongMethod("GET or POST")
    case ("/exchanges", _): return Self.wrongMethod("GET")
    default: return Self.refuse(404, "there is nothing at \(request.path.prefix(200))", next: "GET / says what is here")
    }
  }

  /// `?ask=mis.line&person=PAULO`, as the body would say it.
  private static func asked(_ query: String) -> JSON {
    let fields = query.split(separator: "&").compactMap { field -> Member? in
      let sides = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { $0.replacing("+", with: " ") }
      guard sides.count == 2, let name = sides[0].removingPercentEncoding, let value = sides[1].removingPercentEncoding else { return nil }
      return value.isEmpty ? nil : Member(name, .string(value))
    }
    return .object(Members(fields))
  }

  private static func handle(_ request: WireRequest, _ work: (JSON) async throws(DeskRefusal) -> JSON) async -> WireResponse {
    do throws(JSONRefusal) {
      return await handle(try JSON(parsing: request.body), work)
    } catch {
      return refuse(400, "line \(error.line), column \(error.column): \(error.why)", next: error.next)
    }
  }

  private static func handle(_ body: JSON, _ work: (JSON) async throws(DeskRefusal) -> JSON) async -> WireResponse {
    let names = (body.members ?? [:]).map(\.name)
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      return refuse(422, "the key \(twice.prefix(80)) stands there twice", next: "send it once")
    }
    do throws(DeskRefusal) {
      return reply(200, try await work(body))
    } catch {
      return refuse(error.status, error.why, next: error.next)
    }
  }

  private static func reply(_ status: Int, _ json: JSON) -> WireResponse {
    WireResponse(status, headers: [HeaderField("Content-Type", "application/json")], body: json.encoded(pretty: true) + [10])
  }
  private static func refuse(_ status: Int, _ why: String, next: String) -> WireResponse {
    reply(status, ["error": .string(why), "next": .string(next)])
  }
  private static func wrongMethod(_ right: String) -> WireResponse {
    var response = refuse(405, "this address takes \(right)", next: "use \(right)")
    response.headers.append(HeaderField("Allow", right))
    return response
  }
}

/// Something asked of the desk that cannot be done, with what can.
struct DeskRefusal: Error {
  let status: Int
  let why: String
  let next: String
  init(_ status: Int, _ why: String, next: String) { (self.status, self.why, self.next) = (status, why, next) }
}
