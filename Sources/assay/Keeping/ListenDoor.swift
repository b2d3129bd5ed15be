import Facts
import Sandbox
import Synchronization

/// The doorway of a pinned address between runs: tokens and keys are given as ever, what is only told is taken and kept for the next run,
/// and what wants an answer that only a story can give is asked to come again.
final class ListenDoor: Doorway {
  struct Counts: Sendable {
    var kept = 0
    var sentBack = 0
  }
  private let worlds: Worlds
  private let mail: Mail
  private let target: String
  private let topology: Topology
  private let counts = Mutex(Counts())
  private let show: @Sendable (String) -> Void

  init(_ worlds: Worlds, _ mail: Mail, target: String, topology: Topology, show: @escaping @Sendable (String) -> Void) {
    self.worlds = worlds
    self.mail = mail
    self.target = target
    self.topology = topology
    self.show = show
  }
  var count: Counts { counts.withLock { $0 } }

  func enter(_ request: WireRequest) async -> WireResponse? {
    let parts = request.path.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: true).map(String.init)
    guard parts.count >= 3, parts[0] == "t", parts[1] == target else { return await worlds.enter(request) }
    let role = Role(parts[2])
    var inner = request
    inner.target =
      "/" + request.target.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: true).dropFirst(3).joined(separator: "/")
    guard let operation = operation(inner, role), operation.carriesMessages else { return await worlds.enter(request) }
    guard operation.isReceipted else { return again(request, "it wants an answer that only a run can give") }
    let response = await worlds.enter(request)
    guard let response, response.status < 300 else { return response }
    let number = counts.withLock { c in
      c.kept += 1
      return c.kept
    }
    guard mail.keep(inner, to: role, status: response.status, at: WallClock.now(), number: number) else {
      return again(request, "there is no room for more")
    }
    show("\(WallClock.now())  kept       \(request.method) \(request.path)\n")
    return response
  }

  private func again(_ request: WireRequest, _ why: String) -> WireResponse {
    counts.withLock { $0.sentBack += 1 }
    show("\(WallClock.now())  sent back  \(request.method) \(request.path): \(why)\n")
    return WireResponse(
      503, headers: [HeaderField("Retry-After", "60"), HeaderField("Content-Type", "text/plain; charset=utf-8")],
      body: Array("No run is on now: \(why). Come again.\n".utf8))
  }

  private func operation(_ request: WireRequest, _ role: Role) -> Operation? {
    topology.edges.filter { $0.from == role || $0.to == role }.firstNonNil { edge in
      SandboxStages.dialects.first { $0.card.name == edge.dialect }?.operations.first {
        $0.servedBy == role && $0.method == request.method && $0.match(request.path) != nil
      }
    }
  }
}
