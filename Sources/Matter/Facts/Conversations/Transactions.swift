package import Documents

/// The last transactions of a peer, so that what has become of them can be asked for.
package struct Transactions: Sendable, SessionKey {
  package static var initial: Transactions { Transactions() }

  package struct Entry: Sendable {
    /// What was asked for, in the dialect's word.
    package let type: String
    package let transaction: String
    /// What was acknowledged.
    package let correlation: String
    package let references: [String]
    /// nil until it was answered.
    package fileprivate(set) var answer: JSON?
  }

  /// By which of its ids a transaction is asked for.
  package enum Mark: Sendable {
    case transaction(String)
    case correlation(String)
    /// All of these.
    case references([String])
  }

  private var entries: [Entry] = []
  private static let kept = 200

  /// Of readings with the ids `transaction`, `correlation`, `reference`.
  package mutating func begin(_ type: String, _ readings: [Reading]) {
    guard let first = readings.first else { return }
    if entries.count == Self.kept { entries.removeFirst() }
    entries.append(
      Entry(
        type: type, transaction: first.id("transaction") ?? "", correlation: first.id("correlation") ?? "",
        references: readings.compactMap { $0.id("reference") }))
  }
  package mutating func end(_ transaction: String?, _ answer: JSON) {
    guard let at = entries.lastIndex(where: { $0.transaction == transaction }) else { return }
    entries[at].answer = answer
  }
  package func find(_ type: String, by mark: Mark) -> Entry? {
    entries.last { entry in
      guard entry.type == type else { return false }
      return switch mark {
      case .transaction(let id): entry.transaction == id
      case .correlation(let id): entry.correlation == id
      case .references(let all): !all.isEmpty && all.allSatisfy { entry.references.contains($0) }
      }
    }
  }
}
