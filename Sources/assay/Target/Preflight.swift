import Facts
import Transport

/// A vendor's system that cannot be reached at all: nobody's fault, and nothing to judge. Exit status 3.
struct Unreachable: Error, CustomStringConvertible {
  let role: Role
  let url: String
  let why: String
  var description: String {
    "\(role) cannot be reached at \(url): \(why); start the system, or correct `base-url` of \(role) in the target file; `curl -i \(url)` must answer something"
  }
}

/// Whether every real system answers anything at all, before a story is begun that it could not take part in.
enum Preflight {
  static func check(_ target: TargetFile) async throws {
    let wayOut = WayOut(target)
    for role in target.roles {
      do throws(SendFailure) {
        _ = try await wayOut.carry(WireRequest("GET", "/"), to: role.baseURL, patience: 5000)
      } catch  where [.refused, .unresolved, .timeout, .tls].contains(error.kind) {
        throw Unreachable(role: role.role, url: role.baseURL, why: error.detail)
      } catch {}
    }
  }
}
