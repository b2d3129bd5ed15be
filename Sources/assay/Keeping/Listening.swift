import Facts
import Foundation
import Population
import Sandbox
import Serving
import SourceText
import Timeline

/// Holds a pinned address in the times between runs, turn by turn.
struct Listening: Sendable {
  let target: TargetFile
  let home: TargetHome
  let library: Library

  /// Returns when its task is cancelled.
  func keepOn() async throws {
    var isFirst = true
    while !Task.isCancelled {
      if !HomeLock.isWanted(home), let lock = try HomeLock.take(home, as: "listen") {
        try await listen(lock)
      } else if isFirst, let holder = HomeLock.holder(home), !holder.isListening || !HomeLock.isWanted(home) {
        if holder.isListening { throw UsageError(.portTaken, "the address of \(target.name) is held by \(holder); one is enough") }
        Console.out("\(holder) has the address; waiting for its end\n")
      }
      isFirst = false
      await Bell.wait(250)
    }
  }

  private func listen(_ lock: HomeLock) async throws {
    var casting = Casting.reference
    casting.target = target
    let today = WallClock.today()
    let (home, name, topology) = (home, target.name, casting.topology)
    let house = try await House.open(
      library: library, seed: 0, today: today, casting: casting, host: target.reach.listenHost, port: target.reach.listenPort,
      keySeed: home.keySeed(), identity: OwnCertificate.of(target)?.identity(),
      door: { ListenDoor($0, Mail(home), target: name, topology: topology) { Console.out($0) } })
    var minter = Minter(seed: house.seed, run: "listen", instance: 0, rules: target.people.rules)
    let story = try minter.mint(cast: [("ghost", "GHOST")], today: today, library: house.population)
    let world = SandboxStages(house: house, run: "listen").world(token: "listen", story: story, policies: Settings(), mode: .free) { _ in }
    _ = house.worlds.pin(world, as: target.name)
    Console.out("\(WallClock.now())  listening at \(house.listener.host):\(house.listener.port) for \(name)\n")
    while !Task.isCancelled, !HomeLock.isWanted(home) { await Bell.wait(100) }
    await house.close()
    _ = try? await world.timeline.retire()
    withExtendedLifetime(lock) {}
    if !Task.isCancelled { Console.out("\(WallClock.now())  a run has the address\n") }
  }
}

extension Bell {
  /// Nobody rings.
  @discardableResult
  static func wait(_ milliseconds: Int) async -> Int { await Bell().wait(atMost: milliseconds) }
}
