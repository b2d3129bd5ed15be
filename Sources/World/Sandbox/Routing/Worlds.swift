package import Facts
import Synchronization

/// Finds the world of a request by its path: `/w/<token>/<role>/...`, `/t/<target>/<role>/...`, or `/<role>/...` for the default world.
package final class Worlds: Doorway {
  private struct State {
    var byToken: [String: World] = [:]
    var pinned: [String: World] = [:]
    var standing: World?
  }
  private let state = Mutex(State())
  private let front: @Sendable (WireRequest) async -> WireResponse

  /// `front` answers what belongs to no world: the page that says what is here.
  package init(front: @escaping @Sendable (WireRequest) async -> WireResponse) { self.front = front }

  package func open(_ world: World) { state.withLock { $0.byToken[world.token] = world } }
  package func close(_ world: World) { state.withLock { $0.byToken[world.token] = nil } }
  package func stand(_ world: World) { state.withLock { $0.standing = world } }
  /// A fixed address for systems that know only one. false where another run holds it.
  package func pin(_ world: World, as target: String) -> Bool {
    state.withLock { s in
      if s.pinned[target] != nil { return false }
      s.pinned[target] = world
      return true
    }
  }
  package func unpin(_ target: String) { state.withLock { $0.pinned[target] = nil } }

  package func enter(_ request: WireRequest) async -> WireResponse? {
    let path = request.path
    let first = path.utf8.drop { $0 == UInt8(ascii: "/") }.prefix { $0 != UInt8(ascii: "/") }
    if first.count != 1, let world = state.withLock({ $0.standing }) {
      let role = Role(Substring(first))
      guard world.seat(role) != nil else { return await front(request) }
      return await world.serve(below(request, dropping: first.count + 1), role: role)
    }
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 3, omittingEmptySubsequences: true).map(Substring.init)
    guard parts.count >= 3, parts[0] == "w" || parts[0] == "t" else { return await front(request) }
    let world = state.withLock { parts[0] == "w" ? $0.byToken[String(parts[1])] : $0.pinned[String(parts[1])] }
    guard let world else { return Self.gone(String(parts[1])) }
    let above = parts[0].utf8.count + parts[1].utf8.count + parts[2].utf8.count + 3
    return await world.serve(below(request, dropping: above), role: Role(parts[2]))
  }

  /// `above`: bytes of the path down to the role.
  private func below(_ request: WireRequest, dropping above: Int) -> WireRequest {
    var inner = request
    // As many slashes may stand in front as the caller likes: the path was split without empty parts.
    let target = request.target.utf8.drop { $0 == UInt8(ascii: "/") }.dropFirst(above - 1)
    inner.target = target.first == UInt8(ascii: "/") ? String(Substring(target)) : "/\(Substring(target))"
    return inner
  }

  private static func gone(_ token: String) -> WireResponse {
    WireResponse(
      404, headers: [HeaderField("Content-Type", "text/plain; charset=utf-8")],
      body: Array("No run is at this address now. Addresses end with their run; a pinned one comes back with the next.\n".utf8))
  }
}
