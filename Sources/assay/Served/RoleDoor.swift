import Facts
import Sandbox

/// A listener of its own for one role: its operations begin at the root.
struct RoleDoor: Doorway {
  let worlds: Worlds
  let role: Role

  func enter(_ request: WireRequest) async -> WireResponse? {
    var inner = request
    inner.target = "/\(role)" + (request.target.hasPrefix("/") ? request.target : "/" + request.target)
    return await worlds.enter(inner)
  }
}
