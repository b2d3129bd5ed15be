import Conformance
package import Evidence

/// One line for each scenario that ends, while the run goes on. Events in, text out; nothing is printed here.
package struct Progress: Sendable {
  private struct Open {
    var name: String
    var title = ""
    var results: [CheckResult] = []
  }
  private var open: [Int: Open] = [:]
  private var planned = 0
  private var ended = 0
  private let style: Style
  private let width: Int

  package init(colour: Bool = false, width: Int = 80) {
    style = Style(isColoured: colour)
    self.width = width
  }

  /// The line to print, without its end; nil for most events.
  package mutating func line(for recorded: Recorded) -> String? {
    switch recorded.event {
    case .planned(let plan):
      planned += 1
      open[recorded.place.instance] = Open(name: plan.key, title: plan.title)
      return nil
    case .check(let check):
      open[recorded.place.instance]?.results.append(check.result)
      return nil
    case .step(let step) where step.state == .waiting:
      let name = open[recorded.place.instance]?.name ?? ""
      return "waiting  \(name) \(step.step): \(step.note ?? "")".onOneLine.cut(to: width)
    case .instanceFinished(let end): return finish(recorded.place.instance, end)
    default: return nil
    }
  }

  private mutating func finish(_ instance: Int, _ end: InstanceFinished) -> String {
    ended += 1
    let one = open.removeValue(forKey: instance) ?? Open(name: "instance \(instance)")
    let worst = Self.worst(one.results, end)
    let bad = one.results.first { $0.verdict == worst && worst != .pass && worst != .notApplicable }
    let why = bad.map { "\($0.step).\($0.check) \($0.requirement?.text ?? "") \($0.reason?.rawValue ?? "")" }
    let count = "[\(ended)/\(planned)]"
    let title = one.title.isEmpty || why != nil ? "" : "  \(one.title)"
    let rest = "\(one.name)  \(why ?? VerdictCounts(one.results).text)\(title)".onOneLine
    return "\(count.padded(to: 9)) \(style.paint(worst.rawValue.padded(to: 14), Tone(worst))) \(rest.cut(to: width - 25))"
  }

  private static func worst(_ results: [CheckResult], _ end: InstanceFinished) -> Verdict {
    end.interrupted ? .notRun : Verdict.gravest(of: results.lazy.map(\.verdict))
  }
}
