import Facts
import Testing

@testable import Sandbox

/// A session that many conversations share: who looks keeps nobody waiting, and no change is lost.
@Suite struct SharedSessionTests {
  private enum Count: SessionKey { static var initial: Int { 0 } }
  private static let key = Sessions.Key(role: .crvs, peer: .mis, dialect: "dci-crvs")

  @Test(arguments: [true, false]) func `changes that meet are both made`(isShared: Bool) async {
    let session = Sessions(isShared: isShared) { Session(role: $0.role, peer: $0.peer) }.find(Self.key)
    await withTaskGroup { group in
      for _ in 0..<8 { group.addTask { for _ in 0..<500 { session.with { $0[Count.self] += 1 } } } }
    }
    #expect(session.current[Count.self] == 4000)
  }

  @Test func `a copy is unchanged until something is set`() {
    let first = Session(role: .crvs, peer: .mis)
    var second = first
    #expect(second.isUnchanged(since: first) && second[Count.self] == 0)
    second.settings["mode"] = "async"
    #expect(!second.isUnchanged(since: first) && first.settings["mode"] == nil && second.settings["mode"] == "async")
  }
}
