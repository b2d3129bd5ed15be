package import Conformance
package import Facts

/// A step that began or ended.
package struct StepEvent: Hashable, Sendable {
  package enum State: String, Sendable { case began, ended, waiting, skipped }
  package var step: String
  package var state: State
  /// Why it was skipped, what it waits for, or what it gave.
  package var note: String?
  package var at: WorldInstant
  package init(step: String, state: State, note: String? = nil, at: WorldInstant) {
    self.step = step
    self.state = state
    self.note = note
    self.at = at
  }
}

/// An expectation that was armed before it could be met.
package struct Armed: Hashable, Sendable {
  package var step: String
  package var waitsFor: String
  package init(step: String, waitsFor: String) {
    self.step = step
    self.waitsFor = waitsFor
  }
}

/// Exchanges that an expectation took as its own.
package struct Claimed: Hashable, Sendable {
  package var step: String
  package var exchanges: [String]
  package init(step: String, exchanges: [String]) {
    self.step = step
    self.exchanges = exchanges
  }
}

/// Nothing of ours was pending at this point: what proves an absence.
package struct Settled: Hashable, Sendable {
  package var at: WorldInstant
  package var last: String
  /// Exchanges with real actors that were still open.
  package var outside: [String]
  package init(at: WorldInstant, last: String, outside: [String] = []) {
    self.at = at
    self.last = last
    self.outside = outside
  }
}

package struct Advanced: Hashable, Sendable {
  package var step: String
  package var from: WorldInstant
  package var to: WorldInstant
  /// `virtual`, `hook`, `ours-only`, `waited`
  package var how: String
  package init(step: String, from: WorldInstant, to: WorldInstant, how: String) {
    self.step = step
    self.from = from
    self.to = to
    self.how = how
  }
}

/// A check as it was judged then. Scoring anew starts from exchanges.
package struct CheckEvent: Hashable, Sendable {
  package var result: CheckResult
  /// Where in which exchange the judged value stands: `5.1 /message/notify_event/0`.
  package var place: String?
  package init(_ result: CheckResult, place: String? = nil) {
    self.result = result
    self.place = place
  }
}

/// Something seen that no step asked about.
package struct Finding: Hashable, Sendable {
  /// Stable: `finding.late`, `notify.shape-openimis`.
  package var name: String
  package var detail: String
  package var about: Role?
  package var exchange: String?
  package init(name: String, detail: String, about: Role? = nil, exchange: String? = nil) {
    self.name = name
    self.detail = detail
    self.about = about
    self.exchange = exchange
  }
}
