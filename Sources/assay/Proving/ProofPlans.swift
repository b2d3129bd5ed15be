import Certification
import Conformance
import Documents
import Engine
import Facts
import Population
import Sandbox
import Scenarios
import SourceText

/// The plans of a proof: one for each way in which its defects and twins have systems speak, over suites that are read once.
struct ProofPlans {
  struct Made: Sendable {
    let plan: Planner.Plan
    /// The same, as the selection of trials looks at it.
    let trials: TrialPlan

    init(_ plan: Planner.Plan) {
      self.plan = plan
      let binds = Dictionary(
        plan.suites.flatMap(\.requirements).map { ($0.id.text, RoleName($0.requirement.binds.text)) },
        uniquingKeysWith: { first, _ in first })
      let planned = plan.instances.map { one in
        (one.planned, Set(one.scenario.edges.flatMap { [RoleName($0.from.text), RoleName($0.to.text)] }))
      }
      trials = TrialPlan(planned) { binds[$0] }
    }
    func instances(_ places: [Int]) -> [InstancePlan] { places.map { plan.instances[$0] } }
  }

  let reference: Made
  private var others: [String: Made] = [:]
  /// The dialects, beyond the reference's, in which some defect has systems speak.
  private let speeches: [[(edge: EdgeName, dialect: DialectName)]]

  init(_ names: [String], _ library: Library, programmes: [Programme], of mocks: [Defect]) throws {
    var planner = Planner(library: library, casting: .reference, programmes: programmes)
    for name in names { planner.read[name] = try planner.suite(name) }
    let plan = try planner.plan(names)
    let errors = plan.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw Complaints(errors.withoutRepeats) }
    reference = Made(plan)
    speeches = mocks.filter { !$0.dialects.isEmpty && !$0.breaks.isEmpty }.map(\.dialects).reduce(into: []) { all, one in
      if !all.contains(where: { $0.elementsEqual(one, by: ==) }) { all.append(one) }
    }
    for mock in mocks + mocks.compactMap({ version(of: $0) }) where !mock.speech.isEmpty && others[mock.speech] == nil {
      others[mock.speech] = Made(
        try Planner(library: library, casting: mock.casting, programmes: programmes, read: planner.read).plan(names))
    }
  }

  /// Another dialect names other faults, another policy asks other things: then the plan is another one.
  subscript(mock: Defect) -> Made { others[mock.speech] ?? reference }

  /// The same defect over another dialect, if any can show it: of the edge whose messages the citing checks read, else of another edge
  /// of their scenarios.
  func version(of defect: Defect) -> Defect? {
    guard defect.isOfAnyDialect else { return nil }
    let id = RequirementID(defect.breaks)
    let citing = reference.instances(reference.trials.places(citing: id, or: defect.scenarios))
    let able = speeches.filter { Deviations.areKnown(defect.shows, to: defect.role, over: $0.map(\.dialect)) }
    let edges = [Set(citing.flatMap { $0.edges(readFor: defect.breaks) }), Set(citing.flatMap { $0.scenario.edges.map(\.name.text) })]
    for names in edges {
      guard let speech = able.first(where: { $0.contains { names.contains($0.edge.text) } }) else { continue }
      var other = defect
      other.dialects = speech
      return other
    }
    return nil
  }
}

extension InstancePlan {
  /// The edges of the messages that the checks which cite a requirement read.
  fileprivate func edges(readFor requirement: String) -> [String] {
    scenario.steps.filter { $0.checks.contains { $0.requirement?.text == requirement } }.flatMap { step -> [String] in
      let transfer: Transfer
      switch step.kind {
      case .expect(let expect): transfer = expect.transfer
      case .expectNone(let none): transfer = none.transfer
      default: return []
      }
      return scenario.edges.filter { $0.carries(transfer) }.map(\.name.text)
    }
  }
}

extension Defect {
  /// Nothing in it is of one dialect or one policy.
  var isOfAnyDialect: Bool {
    !breaks.isEmpty && within == nil && !shows.isEmpty && rewrites.isEmpty && dialects.isEmpty && settings.isEmpty && policies.isEmpty
  }
  /// `events=opencrvs`
  var over: String { dialects.map { "\($0.edge)=\($0.dialect)" }.joined(separator: " ") }
  /// What makes its plan another than the reference's; empty where nothing does.
  var speech: String {
    (dialects.map { "\($0.edge)=\($0.dialect)" } + policies.map { "\($0.name):\($0.value)" }).joined(separator: " ")
  }

  /// The words of the places that it changes: operations, headers, members of messages; then its own names.
  var touches: [String] {
    var words = rewrites.map(\.operation.text)
    for rewrite in rewrites {
      words += rewrite.headers.map(\.name)
      for change in rewrite.changes {
        for pointer in ["path", "from"].compactMap({ change[$0]?.text }) { words += pointer.split(separator: "/").map(String.init) }
      }
    }
    return words.filter { Int($0) == nil } + shows.sorted()
  }
}
