import Signatures

/// What the page has room for: a long body that was shown is pointed at, and beyond a bound only failures show theirs.
struct Shelf {
  enum Room { case shown, same(anchor: String), full }
  private static let short = 400
  private var seen: [[UInt8]: String] = [:]
  private var left: Int

  /// Bytes of bodies. A page of this size still opens at once.
  init(room: Int = 4_000_000) { left = room }

  /// What a failure needs is always there, and where a node in it is marked it is there in full.
  mutating func place(_ body: [UInt8], at anchor: String, needed: Bool, marked: Bool) -> Room {
    guard body.count > Self.short, !marked else {
      left -= body.count
      return .shown
    }
    let digest = Digest.sha256(body)
    if let first = seen[digest], first != anchor { return .same(anchor: first) }
    if !needed && left < body.count { return .full }
    seen[digest] = anchor
    left -= body.count
    return .shown
  }
}
