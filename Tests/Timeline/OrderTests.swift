import Facts
import Testing
import Timeline

/// A world with what makes order hard: callbacks that fan out, duplicates, waits of hours and days, lost answers, time-outs.
@Suite struct OrderTests {
  static func world() -> MemoryWorld {
    MemoryWorld { request, activity, world in
      world.note("got \(request.path)", activity)
      switch request.path {
      case "/death":
        activity.spawn("tell") { activity in
          for n in 1...3 {
            activity.spawn("notify") { activity in
              let sent = try? await activity.send(.post("/notify/\(n)"), to: MemoryWorld.here)
              world.note("notified \(n) \(sent?.response.status ?? 0) \(activity.id("message").prefix(8))", activity)
            }
          }
        }
      case "/notify/1", "/notify/2", "/notify/3":
        activity.spawn("verify") { activity in
          _ = try? await activity.send(.post("/verify" + request.path.suffix(2)), to: MemoryWorld.here)
          let answer = try? await activity.await("verified" + request.path.suffix(2), atMost: .days(2))
          world.note(answer == nil ? "no answer" : "answered", activity)
        }
      case "/verify/1", "/verify/2", "/verify/3":
        activity.spawn("answer") { activity in
          try? await activity.sleep(for: request.path.hasSuffix("3") ? .days(3) : .hours(5))
          for _ in 1...2 { _ = try? await activity.send(.post("/verified" + request.path.suffix(2)), to: MemoryWorld.here) }
        }
      case "/verified/1", "/verified/2", "/verified/3":
        let woke = activity.call(String(request.path.dropFirst()), Reading(Message("verify", from: "id", to: "mis"), .response))
        world.note(woke ? "called" : "kept", activity)
      case "/slow":
        try? await activity.sleep(for: .hours(1))
        world.note("slow is done", activity)
      default: break
      }
      return WireResponse(202)
    }
  }

  static func story(_ world: MemoryWorld) async throws -> [String] {
    let timeline = try world.timeline
    await timeline.perform(Path([1])) { activity in
      _ = try? await activity.send(.post("/death"), to: MemoryWorld.here)
      world.note("registered", activity)
    }
    try await timeline.settle()
    await timeline.perform(Path([2])) { activity in
      activity.spawn("impatient") { activity in
        for _ in 1...2 {
          do throws(SendFailure) {
            _ = try await activity.send(.post("/slow"), to: MemoryWorld.here(patience: .minutes(1)))
            world.note("answered in time", activity)
          } catch { world.note("\(error.kind)", activity) }
        }
      }
      do throws(SendFailure) {
        _ = try await activity.send(.post("/lost"), to: MemoryWorld.here)
      } catch { world.note("lost: \(error.kind)", activity) }
      do throws(SendFailure) {
        _ = try await activity.send(.post("/refused"), to: MemoryWorld.here)
      } catch { world.note("refused: \(error.kind)", activity) }
    }
    let settlement = try await timeline.advance(to: MemoryWorld.start + .days(4))
    #expect(settlement.at == MemoryWorld.start + .days(4))
    #expect(settlement.agendaNext == nil)
    #expect(timeline.faults.isEmpty)
    try await world.end()
    return world.log
  }

  @Test func `the order is program order, and absent answers are absent`() async throws {
    let log = try await Self.story(Self.world())
    #expect(log.prefix(4) == ["+0 1.1 got /death", "+0 1 registered", "+0 1.1.1.1.1 got /notify/1", "+0 1.1.1.1 notified 1 202 d4a9a594"])
    #expect(log.filter { $0.hasSuffix("no answer") }.count == 1)
    #expect(log.filter { $0.hasSuffix("answered") }.count == 2)
    #expect(log.filter { $0.hasSuffix("kept") }.count == 4)
    #expect(log.filter { $0.hasSuffix("timeout") } == ["+60 2.1 timeout", "+120 2.1 timeout"])
    #expect(log.filter { $0.hasSuffix("slow is done") }.count == 2)
    #expect(log.contains("+0 2 lost: reset"))
    #expect(log.contains("+0 2 refused: refused"))
  }

  @Test(arguments: [1, 16]) func `a thousand worlds have one order`(parallel: Int) async throws {
    let expected = try await Self.story(Self.world())
    let unlike = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<parallel {
        group.addTask {
          var unlike = 0
          for _ in 0..<(1000 / parallel) where try await Self.story(Self.world()) != expected { unlike += 1 }
          return unlike
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(unlike == 0)
  }

  @Test func `a served sandbox does the same work without turns`() async throws {
    let world = MemoryWorld(.free) { request, activity, world in
      if request.path == "/fan" { for _ in 1...20 { activity.spawn("child") { await $0.handOn(world) } } }
      world.note(request.path, activity)
      return WireResponse(200)
    }
    let timeline = try world.timeline
    await timeline.arrive(nil) { activity in _ = try? await activity.send(.post("/fan"), to: MemoryWorld.here) }
    try await timeline.settle()
    #expect(world.log.count == 21)
    try await world.end()
  }

  @Test func `ids are the same in every run, and unlike each other`() async throws {
    func ids(seed: UInt64) async throws -> [String] {
      let world = MemoryWorld(seed: seed) { _, _, _ in WireResponse(200) }
      let timeline = try world.timeline
      var ids: [String] = []
      for step in [1, 2, 2] {
        ids += await timeline.perform(Path([step])) { activity in [activity.id("message"), activity.stamp.id("message")] }
      }
      try await world.end()
      return ids
    }
    let first = try await ids(seed: 1)
    #expect(try await ids(seed: 1) == first)
    #expect(Set(first).count == 6)
    #expect(Set(try await ids(seed: 2)).isDisjoint(with: first))
    #expect(first.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil })
  }

  @Test func `paths compare part by part`() {
    #expect(Path([2]) < Path([2, 1]))
    #expect(Path([2, 9]) < Path([2, 10]))
    #expect(Path([2, 10]) < .arrival(1, in: 2))
    #expect(Path.arrival(3, in: 2).child(1).description == "2.a3.1")
  }
}

extension Activity {
  fileprivate func handOn(_ world: MemoryWorld) async { _ = try? await send(.post("/leaf"), to: MemoryWorld.here) }
}
