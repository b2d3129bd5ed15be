import Facts
import Synchronization
import Timeline
import Transport

/// The ways to systems that are not ours: certificates by role, and never faster than the target allows. Our own side has no limits.
struct WayOut: Sendable {
  private let ours: Courier
  private let theirs: [(origin: String, courier: Courier)]
  private let pace: Pace

  init(ours: Courier = Courier(), target: TargetFile?, pace: Pace) {
    self.ours = ours
    self.pace = pace
    theirs = (target?.roles ?? []).map { role in
      (
        Self.origin(role.baseURL),
        Courier(lane: ours.lane, options: .init(tls: role.tls, proxy: role.proxy))
      )
    }
  }
  init(_ target: TargetFile) { self.init(target: target, pace: Pace(target.limits)) }

  nonisolated(nonsending) func carry(
    _ request: WireRequest, to base: String, extra headers: [HeaderField] = [], patience: Int? = nil
  ) async throws(SendFailure) -> (response: WireResponse, times: TransferTimes) {
    let origin = Self.origin(request.isAbsolute ? request.target : base)
    guard let courier = theirs.first(where: { $0.origin == origin })?.courier else {
      return try await ours.carry(request, to: base, extra: headers, patience: patience)
    }
    await pace.enter()
    defer { pace.leave() }
    return try await courier.carry(request, to: base, extra: headers, patience: patience)
  }

  /// `https://mis.example.org:8443` of an address.
  static func origin(_ url: String) -> String {
    guard let mark = url.firstRange(of: "://") else { return url }
    return url[..<mark.upperBound].lowercased() + url[mark.upperBound...].prefix { $0 != "/" && $0 != "?" }
  }
}

/// Keeps requests to a vendor's system below its limits: so many at once, so many a second.
final class Pace: Sendable {
  private struct State {
    var open = 0
    /// When the next one may begin, in milliseconds of the wall.
    var next: Int64 = 0
    var waiting: [Bell] = []
  }
  private let state = Mutex(State())
  private let atOnce: Int?
  /// Milliseconds from one to the next: a little more than the share of a second, for what the way adds.
  private let apart: Int64

  init(_ limits: TargetFile.Limits) {
    atOnce = limits.atOnce
    apart = limits.perSecond.map { Int64((1050.0 / Double($0)).rounded(.up)) } ?? 0
  }

  func enter() async {
    await turn()
    guard apart > 0 else { return }
    let now = WallClock.now().milliseconds
    let wait = state.withLock { s -> Int64 in
      let begins = max(now, s.next)
      s.next = begins + apart
      return begins - now
    }
    if wait > 0 { _ = await Bell().wait(atMost: Int(wait)) }
  }

  /// A vendor that calls us before it answers may need a second request of ours for it: nobody waits for a turn for ever.
  private static let longest = 3000

  private func turn() async {
    guard let atOnce else { return }
    let bell = Bell()
    let isFree = state.withLock { s in
      if s.open < atOnce {
        s.open += 1
        return true
      }
      s.waiting.append(bell)
      return false
    }
    if isFree { return }
    _ = await bell.wait(atMost: Self.longest)
    state.withLock { s in
      guard let i = s.waiting.firstIndex(where: { $0 === bell }) else { return }
      s.waiting.remove(at: i)
      s.open += 1
    }
  }

  func leave() {
    guard atOnce != nil else { return }
    let next = state.withLock { s -> Bell? in
      if s.waiting.isEmpty {
        s.open -= 1
        return nil
      }
      return s.waiting.removeFirst()
    }
    next?.ring()
  }
}
