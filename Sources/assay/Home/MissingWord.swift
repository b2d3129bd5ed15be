import Engine
import Facts
import Scenarios
import SourceText

/// What a page needs of an edge and a dialect cannot say there, with what is left out for it.
struct MissingWord {
  let dialect: DialectCard
  let edge: EdgeDecl
  /// A kind of message, a fact, a state of a line, or `security`.
  let feature: String
  /// Base and variants that are not applicable without it. Empty where it is only steps and checks of them.
  let stories: [String]
  /// Those of which steps or checks are left out.
  let parts: [String]

  /// Of every dialect that can be put on an edge of the page, in their order. What programmes speak with the same peer counts too.
  static func all(of page: ScenarioPage) -> [MissingWord] {
    let instances = page.instances(faults: Knowledge.faults).value ?? []
    return page.base.edges.flatMap { edge in
      Knowledge.dialects.filter { $0.speaks(edge) }.map { $0.saying(Settings()) }.flatMap { dialect in
        features(of: edge, instances).filter { !dialect.has($0, on: edge) }.map { feature in
          let needing = instances.filter { one in one.needs.contains { $0.edge == edge.name.text && $0.feature == feature } }
          let parts = instances.filter { one in
            one.scenario.steps.contains { step in
              (step.needs + step.checks.flatMap(\.needs)).contains { $0.edge == edge.name.text && $0.feature == feature }
            }
          }
          let left = instances.filter { $0.isLeft(without: feature, on: edge) }
          let stories = Knowledge.distinct((needing + left).map(\.story))
          return MissingWord(
            dialect: dialect, edge: edge, feature: feature, stories: stories,
            parts: Knowledge.distinct(parts.map(\.story)).filter { !stories.contains($0) })
        }
      }
    }
  }

  private static func features(of edge: EdgeDecl, _ instances: [ComposedScenario]) -> [String] {
    let needs = instances.flatMap { one in
      one.needs + one.scenario.steps.flatMap { step in step.needs + step.checks.flatMap(\.needs) }
    }
    return Knowledge.distinct(edge.kinds.map(\.text) + needs.filter { $0.edge == edge.name.text }.map(\.feature))
  }
}

extension DialectCard {
  /// Whether it can be put on the edge at all.
  func speaks(_ edge: EdgeDecl) -> Bool {
    (joins(edge.from, edge.to) || joins(.mis, edge.to)) && edge.takes(name)
  }
}

extension ComposedScenario {
  /// Whether nothing of it is judged without this: every check needs it, or stands in a step that does.
  fileprivate func isLeft(without feature: String, on edge: EdgeDecl) -> Bool {
    func needs(_ all: [Need]) -> Bool { all.contains { $0.edge == edge.name.text && $0.feature == feature } }
    let judging = scenario.steps.filter { !$0.checks.isEmpty }
    return !judging.isEmpty && judging.allSatisfy { step in needs(step.needs) || step.checks.allSatisfy { needs($0.needs) } }
  }

  /// The base or the variant, whatever its row.
  var story: String { variant.map { "\(base)/\($0.name)" } ?? base }
}
