package import Conformance

/// What changed from one run to another, by requirement and by scenario.
package struct RunDifference: Sendable {
  package let old: RunSnapshot
  package let new: RunSnapshot
  package let requirements: Comparison
  package let scenarios: Comparison
  /// Requirements that one of the two runs knows by another id.
  private let renamed: [(old: String, new: String)]

  /// `common` leaves out what only one of the runs played.
  package init(from old: RunSnapshot, to new: RunSnapshot, common: Bool = false) {
    self.old = old
    self.new = new
    let renames = old.renames + new.renames
    renamed = renames.filter { one in (old.requirements + new.requirements).contains { $0.key == one.old } }
    requirements = Comparison(
      old: Self.renamed(old.requirements, renames), new: Self.renamed(new.requirements, renames), common: common)
    scenarios = Comparison(old: old.scenarios, new: new.scenarios, common: common)
  }

  package var isWorse: Bool { requirements.isWorse || scenarios.isWorse }

  /// What a reader must know to read the rest rightly.
  package var notes: [String] {
    var notes: [String] = []
    for suite in new.suites {
      guard let before = old.suites.first(where: { $0.name.prefix { $0 != " " } == suite.name.prefix { $0 != " " } }) else { continue }
      if before.digest != suite.digest {
        notes.append(
          before.name == suite.name ? "\(suite.name) has other content under the same version" : "\(before.name) became \(suite.name)")
      }
    }
    if old.tool != new.tool { notes.append("assay \(old.tool) became \(new.tool)") }
    if old.target != new.target { notes.append("the target was \(Self.named(old.target)), and is \(Self.named(new.target))") }
    if old.isSelection != new.isSelection {
      notes.append("\(old.isSelection ? "the old" : "the new") run is a selection: --common leaves out what only one of them played")
    }
    return notes + renamed.map { "\($0.old) is now called \($0.new)" }
  }

  /// Under the ids of now, in whichever run they are told.
  private static func renamed(_ items: [Comparison.Item], _ renames: [(old: String, new: String)]) -> [Comparison.Item] {
    items.map { item in
      guard let new = renames.first(where: { $0.old == item.key })?.new, !items.contains(where: { $0.key == new }) else { return item }
      var item = item
      item.key = new
      return item
    }
  }

  var verdict: String { isWorse ? "WORSE" : requirements.entries.isEmpty && scenarios.entries.isEmpty ? "SAME" : "NOT WORSE" }

  /// `2 broken, 1 fixed, 40 unchanged`
  static func sentence(_ comparison: Comparison) -> String {
    let counts = Change.allCases.filter { comparison.count($0) > 0 }.map { "\(comparison.count($0)) \($0.rawValue)" }
    return (counts + ["\(comparison.unchanged) unchanged"]).joined(separator: ", ")
  }

  /// `met -> not met`
  static func way(_ entry: Comparison.Entry) -> String {
    switch (entry.old?.word, entry.new?.word) {
    case (let old?, let new?): old == new ? new : "\(old) -> \(new)"
    case (let old?, nil): "was \(old)"
    case (nil, let new?): new
    case (nil, nil): ""
    }
  }

  /// The reasons as they are now, or as they were.
  static func why(_ entry: Comparison.Entry) -> String { entry.new?.why ?? entry.old?.why ?? "" }

  private static func named(_ target: String) -> String { target.isEmpty ? "none" : target }
}
