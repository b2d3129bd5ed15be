import Facts
import Glibc
import Synchronization
import Testing
import Timeline
import Transport

/// Work outside its activity is named, with its line; a world that does not settle says who holds it.
@Suite struct FaultTests {
  @Test func `a leaked task is caught and named`() async throws {
    let world = MemoryWorld { _, _, _ in WireResponse(200) }
    let timeline = try world.timeline
    let leak = Mutex<Task<SendFailure?, Never>?>(nil)
    await timeline.perform(Path([1])) { activity in
      let task = Task { () -> SendFailure? in
        do throws(SendFailure) {
          _ = try await activity.send(.post("/notify"), to: MemoryWorld.here)
          return nil
        } catch { return error }
      }
      leak.withLock { $0 = task }
    }
    let failure = try #require(await leak.withLock { $0 }?.value)
    #expect(failure.detail.contains("FaultTests.swift:"))
    let fault = try #require(timeline.faults.first)
    #expect(timeline.faults.count == 1)
    #expect(fault.path == Path([1]))
    #expect(fault.description.contains("sent POST /notify outside its activity"))
    try await timeline.settle()
    try await world.end()
  }

  @Test func `an activity that has ended can do nothing`() async throws {
    let world = MemoryWorld { _, _, _ in WireResponse(200) }
    let timeline = try world.timeline
    let kept = await timeline.perform(Path([1])) { $0 }
    kept.spawn("late") { _ in Issue.record("must not run") }
    await #expect(throws: Retired.self) { try await kept.sleep(for: .seconds(1)) }
    #expect(!kept.call("key", Reading(Message("verify", from: "id", to: "mis"), .response)))
    #expect(timeline.faults.map(\.kind) == [.closed, .closed, .closed])
    #expect(timeline.faults.allSatisfy { $0.site.file.hasSuffix("FaultTests.swift") })
    try await world.end()
  }

  @Test func `a lent exchange is claimed once; a strange one is a request from outside`() async throws {
    let headers = Mutex<[Path]>([])
    let world = MemoryWorld { _, activity, _ in
      headers.withLock { $0.append(activity.path) }
      return WireResponse(200)
    }
    let timeline = try world.timeline
    await timeline.perform(Path([4])) { activity in _ = try? await activity.send(.post("/twice"), to: MemoryWorld.here) }
    // The second claim may come in at any time: wait for what it was counted as.
    while timeline.faults.isEmpty { await Task.yield() }
    try await timeline.settle()
    #expect(timeline.faults.map(\.kind) == [.claimRefused])
    let vendor = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    let path = await timeline.arrive(vendor) { $0.path }
    #expect(path == .arrival(2, in: 4))
    #expect(timeline.faults.count == 1)
    try await world.end()
  }

  @Test func `a claim of the message's own making does not stop the world`() async throws {
    let world = MemoryWorld { _, activity, _ in WireResponse(200, body: Array(activity.path.description.utf8)) }
    let timeline = try world.timeline
    let own = HeaderField("Traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
    let request = WireRequest("POST", "/x", headers: [own])
    let carried = try await timeline.perform(Path([1])) { activity async throws(SendFailure) in
      try await activity.send(request, to: MemoryWorld.here)
    }
    #expect(carried.response.body == Array("1.1".utf8))
    try await world.end()
  }

  @Test func `spawned work runs where the world's executor says`() async throws {
    let world = MemoryWorld(executor: LoopLane()) { _, _, _ in WireResponse(200) }
    let timeline = try world.timeline
    let threads = Mutex<Set<UInt>>([])
    await timeline.perform(Path([1])) { activity in
      for _ in 1...20 {
        activity.spawn("work") { activity in
          _ = try? await activity.send(.post("/x"), to: MemoryWorld.here)
          try? await activity.sleep(for: .hours(1))
          threads.withLock { _ = $0.insert(UInt(pthread_self())) }
        }
      }
    }
    try await timeline.advance(to: MemoryWorld.start + .days(1))
    #expect(threads.withLock(\.count) == 1)
    try await world.end()
  }

  @Test func `a world that stands still names who holds it`() async throws {
    let world = MemoryWorld { _, _, _ in WireResponse(200) }
    let timeline = try world.timeline
    let gate = AsyncStream<Void>.makeStream()
    await timeline.perform(Path([3])) { activity in
      activity.spawn("stuck work") { _ in for await _ in gate.stream { break } }
    }
    async let settled: Void = {
      let stuck = await #expect(throws: Stuck.self) { try await timeline.settle() }
      #expect(stuck?.open.map(\.title) == ["stuck work"])
      #expect(stuck?.description.contains("FaultTests.swift:") == true)
    }()
    while !timeline.tick(.zero) { await Task.yield() }
    #expect(!timeline.tick(MemoryWorld.patience + .seconds(1)))
    await settled
    gate.continuation.yield()
    try await timeline.settle()
    try await world.end()
  }

  @Test func `a real peer takes no turn, and is waited for`() async throws {
    let world = MemoryWorld { request, activity, world in
      world.note("real served \(request.path)", activity)
      return WireResponse(200)
    }
    let timeline = try world.timeline
    await timeline.perform(Path([1])) { activity in
      activity.spawn("ask") { activity in
        let carried = try? await activity.send(.post("/ask"), to: MemoryWorld.real)
        world.note("exchange \(carried?.exchangeID ?? "")", activity)
      }
    }
    let settlement = try await timeline.settle()
    #expect(settlement.outside.isEmpty)
    // The memory carrier brings the request back in as one from outside.
    #expect(world.log == ["+0 1.a1 real served /ask", "+0 1.1 exchange 1.1.1"])
    try await world.end()
  }

  @Test func `a world that ends wakes who sleeps, in order`() async throws {
    let world = MemoryWorld { _, _, _ in WireResponse(200) }
    let timeline = try world.timeline
    await timeline.perform(Path([1])) { activity in
      for n in 1...3 {
        activity.spawn("cycle") { activity in
          do throws(Retired) { try await activity.sleep(for: .days(Int64(40 - n))) } catch { world.note("retired", activity) }
          activity.spawn("never") { _ in Issue.record("must not run") }
          let failure = await #expect(throws: SendFailure.self) { try await activity.send(.post("/x"), to: MemoryWorld.here) }
          #expect(failure?.kind == .retired)
        }
      }
    }
    try await timeline.settle()
    try await world.end()
    #expect(world.log == ["+0 1.1 retired", "+0 1.2 retired", "+0 1.3 retired"])
    #expect(timeline.faults.isEmpty)
  }

  @Test func `one moment of the agenda at a time`() async throws {
    let world = MemoryWorld { _, _, _ in WireResponse(200) }
    let timeline = try world.timeline
    await timeline.perform(Path([1])) { activity in
      for hours in [2, 1, 1] as [Int64] {
        activity.spawn("sleep") { activity in
          try? await activity.sleep(for: .hours(hours))
          world.note("due", activity)
        }
      }
    }
    let limit = MemoryWorld.start + .hours(3)
    #expect(try await timeline.settle().agendaNext == MemoryWorld.start + .hours(1))
    #expect(try await timeline.advanceToNext(notAfter: MemoryWorld.start) == nil)
    #expect(try await timeline.advanceToNext(notAfter: limit)?.at == MemoryWorld.start + .hours(1))
    #expect(world.log == ["+3600 1.2 due", "+3600 1.3 due"])
    #expect(try await timeline.advanceToNext(notAfter: limit)?.last == Path([1, 1]))
    #expect(try await timeline.advanceToNext(notAfter: limit) == nil)
    #expect(timeline.now == MemoryWorld.start + .hours(2))
    try await world.end()
  }
}
