/// What became of something between two runs; the gravest first.
package enum Change: String, Sendable, CaseIterable {
  /// It was not broken before; or it was good and is no longer seen to be.
  case broken
  case gone
  case new
  /// Other than before, and neither fixed nor broken: another reason, another kind of open.
  case changed
  case fixed

  /// nil where nothing is to be said.
  package init?(from old: Standing?, to new: Standing?, saysOther: Bool) {
    switch (old, new) {
    case (nil, nil): return nil
    case (nil, _): self = .new
    case (_, nil): self = .gone
    case (.good, .broken), (.open, .broken), (.outside, .broken), (.good, .open): self = .broken
    case (.broken, .good), (.open, .good): self = .fixed
    case (.some(let old), .some(let new)):
      guard old != new || saysOther else { return nil }
      self = .changed
    }
  }

  /// What a gate stops at: whatever was good and is so no longer, wherever it went, and whatever is newly broken.
  package static func isWorse(from old: Standing?, to new: Standing?) -> Bool {
    if new == .broken { return old != .broken }
    return old == .good && new != .good
  }
}
