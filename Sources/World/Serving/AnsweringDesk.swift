import Facts
import NIOHTTP1
import Sandbox
import Synchronization

/// Between connections and the doorway: the bounds of requests, and what is answered to those that break them.
final class AnsweringDesk: Sendable {
  let bounds: Listener.Bounds
  private let doorway: any Doorway
  private let open = Atomic<Int>(0)

  init(_ doorway: any Doorway, _ bounds: Listener.Bounds) {
    self.doorway = doorway
    self.bounds = bounds
  }

  func answer(_ arrived: RequestReader.Arrived) async -> HTTPAnswer {
    switch arrived {
    case .malformed: HTTPAnswer(WireResponse(400), to: nil)
    case .tooLarge(let head): HTTPAnswer(Self.text(413, "The body is larger than \(bounds.body) bytes.\n"), to: head)
    case .request(let request, let head): HTTPAnswer(await answer(request), to: head)
    }
  }

  private func answer(_ request: WireRequest) async -> WireResponse? {
    let now = open.add(1, ordering: .relaxed).newValue
    defer { open.subtract(1, ordering: .relaxed) }
    if now > bounds.atOnce { return Self.text(503, "Too many requests at once; come back with fewer.\n") }
    return await doorway.enter(request)
  }

  private static func text(_ status: Int, _ text: String) -> WireResponse {
    WireResponse(status, headers: [HeaderField("Content-Type", "text/plain; charset=utf-8")], body: Array(text.utf8))
  }
}
