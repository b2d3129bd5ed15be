import Documents
import Facts

/// What one side knows of the envelopes of a session: the ids that the payment side gave, and whose lines they are.
/// A status names nothing but ids; this says what they stand for.
struct BridgeBook: SessionKey {
  static var initial: BridgeBook { BridgeBook() }

  struct Line: Sendable {
    let reference: String?
    let payee: [Identifier]?
    let amount: ExactDecimal?
    let receipt: String?
  }
  struct Envelope: Sendable {
    let id: String
    /// The payer's own name of the list, which never travels.
    var own: String?
    /// Programme, cycle, what is declared, currency and day.
    let facts: Facts
    var lines: [Line] = []
    /// How many lines of the list were taken, in its order.
    var taken = 0
    var isCancelled = false
    fileprivate var places: [String: Int] = [:]

    var receipts: [String] { lines.compactMap(\.receipt) }
    func line(_ receipt: String) -> Line? { places[receipt].map { lines[$0] } }
  }
  private(set) var envelopes: [Envelope] = []

  subscript(id: String) -> Envelope? { envelopes.first { $0.id == id } }
  /// By its id, or by the payer's own name of it; the latest where a name was used again.
  func called(_ name: String) -> Envelope? { envelopes.last { $0.id == name || $0.own == name } }
  func holding(_ receipt: String) -> Envelope? { envelopes.first { $0.places[receipt] != nil } }
  /// Whether this envelope pays again for a cycle: another one of the same programme and cycle came before it.
  func follows(_ id: String) -> Bool {
    guard let i = envelopes.firstIndex(where: { $0.id == id }) else { return false }
    let facts = envelopes[i].facts
    return facts[.cycle] != nil
      && envelopes[..<i].contains { $0.facts[.cycle] == facts[.cycle] && $0.facts[.programme] == facts[.programme] }
  }

  mutating func open(_ id: String, own: String? = nil, facts: Facts) {
    guard self[id] == nil else { return }
    envelopes.append(Envelope(id: id, own: own, facts: facts))
  }
  mutating func change(_ id: String, _ body: (inout Envelope) -> Void) {
    guard let i = envelopes.firstIndex(where: { $0.id == id }) else { return }
    body(&envelopes[i])
  }
  /// Lines that were taken, each with its receipt. What is known already stays as it is.
  mutating func take(_ lines: [(facts: Facts, receipt: String?)], into id: String) {
    change(id) { envelope in
      for line in lines where line.receipt.map({ envelope.places[$0] == nil }) ?? true {
        if let receipt = line.receipt { envelope.places[receipt] = envelope.lines.count }
        envelope.lines.append(
          Line(reference: line.facts[.reference], payee: line.facts[.payee], amount: line.facts[.amount], receipt: line.receipt))
      }
    }
  }
}
