import Evidence
import Facts
import Foundation
import Population
import Sandbox
import Serving
import Signatures
import Synchronization
import Timeline
import Transport

/// Meets a vendor's system as a run would: at the target's own address, with one question an edge that changes nothing, about somebody
/// who does not exist; and sees whether what is promised by callback reaches us.
struct Meeting {
  let target: TargetFile
  let file: String
  let library: Library
  /// Without it only our own address is looked at.
  let isReached: Bool

  func examine() async -> [Examined] {
    let word = "assay-\(Digest.sha256Hex(file).prefix(12))"
    var casting = Casting.reference
    casting.target = target
    let today = WallClock.today()
    do {
      let own = try OwnCertificate.of(target)
      let lock = try await target.reach.mode == .pinned ? HomeLock.takeOver(TargetHome(target), as: "doctor") : nil
      defer { withExtendedLifetime(lock) {} }
      let house = try await House.open(
        library: library, seed: UInt64.random(in: .min ... .max), today: today, casting: casting, host: target.reach.listenHost,
        port: target.reach.listenPort, keySeed: TargetHome(target).keySeed(), identity: own?.identity()
      ) { _ in WireResponse(200, headers: [HeaderField("Content-Type", "text/plain")], body: Array(word.utf8)) }
      var all: [Examined] = []
      if let url = target.reach.publicURL { all += await back(url, word, house, own) }
      if isReached { all += try await meet(house, casting) }
      await house.close()
      return all
    } catch let error as UsageError {
      return [.wrong("reach", error.what, .ours, error.next)]
    } catch let error as ListenFailure {
      return [.wrong("reach", "\(error)", .ours, "stop what holds it, or correct reach.listen in \(file)")]
    } catch {
      return [.wrong("world", "\(error)", .ours, "see `assay doctor` without a target")]
    }
  }

  /// Calls the public address from here, as the vendor's side would: it must lead here.
  private func back(_ url: String, _ word: String, _ house: House, _ own: OwnCertificate?) async -> [Examined] {
    let port = house.listener.port
    let address = OwnAddress(url: url, target: target, own: own)
    do throws(SendFailure) {
      let called = try await address.call()
      guard String(decoding: called.response.body, as: UTF8.self) == word else {
        return called.certificate + [
          .wrong(
            "reach", "\(url) leads to somebody else (\(called.response.status))", .ours,
            "let your tunnel or gateway forward it to port \(port) of this machine")
        ]
      }
      return called.certificate + [.ok("reach", "\(url) leads to this machine, port \(port)")]
    } catch {
      if error.kind == .tls { return [address.advice(error)] }
      return [
        .wrong(
          "reach", "\(url): \(error.detail)", .ours,
          "let your tunnel or gateway forward it to port \(port) of this machine, or correct reach.public-url")
      ]
    }
  }

  /// Whether a system that only calls by itself reaches us shows in a run; until then it can be tried from where it runs.
  private func unproven(_ role: TargetFile.RoleDecl, _ seen: [Examined]) -> [Examined] {
    guard target.reach.mode != .none, let url = target.reach.publicURL, !seen.contains(where: { $0.what.hasPrefix("reach by ") }) else {
      return []
    }
    let listening = target.reach.mode == .pinned ? " while `assay listen --target \(file)` is on" : " while a run is on"
    return [
      .note(
        "reach by \(role.role)",
        "no question makes it call us; try `curl -i \(url)/` from where it runs\(listening): any answer is ours")
    ]
  }

  private func meet(_ house: House, _ casting: Casting) async throws -> [Examined] {
    var all: [Examined] = []
    for role in target.roles {
      let before = all.count
      for edge in casting.topology.edges where edge.from == role.role || edge.to == role.role {
        let visit = try await Visit.begin(house, casting, edge, role, isLater: false)
        all += await visit.examine(file)
        await visit.end()
        guard target.reach.mode != .none, let later = Visit.asynchronous(edge, casting) else { continue }
        let called = try await Visit.begin(house, later, edge, role, isLater: true)
        all += await called.examine(file)
        await called.end()
      }
      all += unproven(role, Array(all[before...]))
    }
    var seen: Set<String> = []
    return all.filter { seen.insert("\($0.what)|\($0.found)").inserted }
  }
}
