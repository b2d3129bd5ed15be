import Conformance
import Documents
import Engine
import Facts
import Population
import Sandbox
import Scenarios
import SourceText

/// From suite folders to the plan of a run.
struct Planner {
  let library: Library
  let casting: Casting
  /// The amounts of programmes, for policies that ask them.
  let programmes: [Programme]
  /// Suites that were read before, by the word under which they were asked for: many plans may be made of them.
  var read: [String: Diagnosed<Suite>] = [:]

  struct Plan: Sendable {
    var suites: [Suite] = []
    var instances: [InstancePlan] = []
    var diagnostics: [Diagnostic] = []
    var isSelection = false
    /// Instances of the suites, played or not.
    var size = 0
  }

  static func names(_ library: Library) -> [String] {
    library.files(below: "suites").compactMap { path in
      path.hasSuffix("/suite.yaml") ? String(path.dropFirst("suites/".count).dropLast("/suite.yaml".count)) : nil
    }
  }

  /// The suites of these names, or all; those that do not load are left to `assay lint`.
  static func loaded(_ names: [String], _ library: Library) throws -> [Suite] {
    let planner = Planner(library: library, casting: .reference, programmes: [])
    return try (names.isEmpty ? Self.names(library) : names).compactMap { try planner.suite($0).value }
  }

  /// What people will have to do, and who the people of the stories will be.
  static func sheet(
    _ suites: [String], only: [String], bases: Bool, target: TargetFile, seed: String, today: String?, library: Library
  ) throws -> RunSheet {
    let read = PopulationLibrary.load { library.bytes($0) }
    guard let population = read.value, read.errors.isEmpty else { throw Complaints(read.diagnostics) }
    guard let day = today.map({ Day($0) }) ?? WallClock.today() else {
      throw UsageError.day("--today", today ?? "")
    }
    var casting = Casting.reference
    casting.target = target
    let planner = Planner(library: library, casting: casting, programmes: population.programmes)
    let plan = try planner.plan(suites, only: only, bases: bases)
    let complaints = plan.diagnostics.filter { $0.severity == .error } + planner.objections(plan.suites)
    guard complaints.isEmpty else { throw Complaints(complaints) }
    let people = try StoryPeople(plan.instances, casting: casting, target: target, seed: seed, today: day, library: population)
    return try RunSheet(plan.instances, target: target, casting: casting, people: people)
  }

  func suite(_ name: String) throws -> Diagnosed<Suite> {
    if let read = read[name] { return read }
    let folder = library.suite(name)
    guard !folder.paths.isEmpty else {
      throw UsageError("there is no suite \(name); there are \(Self.names(library).joined(separator: ", "))")
    }
    return Suite.load(folder)
  }

  /// `only` selects instances by key or scenario (`CR-06`, `CR-06/duplicate`); `bases` leaves variants out.
  /// An instance keeps its place in the whole plan, and with it its people, whatever else is played.
  func plan(_ names: [String], only: [String] = [], bases: Bool = false, shard: Shard? = nil) throws -> Plan {
    var plan = Plan()
    plan.isSelection = !only.isEmpty || bases || shard != nil
    for name in names {
      let loaded = try suite(name)
      plan.diagnostics += loaded.diagnostics
      guard let suite = loaded.value else { continue }
      plan.suites.append(suite)
      plan.diagnostics += suite.lintProfiles(Knowledge.speech())
      let composed = suite.instances(faults: faults)
      plan.diagnostics += composed.diagnostics
      for one in composed.value ?? [] where one.openFaults == nil {
        let place = plan.size
        plan.size += 1
        guard isWanted(one, only, bases), shard?.holds(place) ?? true else { continue }
        plan.instances.append(instance(one, suite, index: place))
      }
    }
    if plan.instances.isEmpty, !only.isEmpty {
      throw UsageError("nothing is called \(only.joined(separator: ", ")); `assay list scenarios` shows the keys")
    }
    return plan
  }

  private func isWanted(_ one: ComposedScenario, _ only: [String], _ bases: Bool) -> Bool {
    if bases, one.variant != nil { return false }
    return only.isEmpty || only.contains { one.key == $0 || one.base == $0 || one.key.hasPrefix($0 + "[") }
  }

  private func instance(_ one: ComposedScenario, _ suite: Suite, index: Int) -> InstancePlan {
    InstancePlan(
      index: index, suite: suite.id.text, key: one.key, variant: one.variant?.name.text, title: one.title, scenario: one.scenario,
      row: one.row,
      requirements: suite.requirements.map(\.requirement), policies: policies(one.scenario), needs: one.needs, when: one.variant?.when,
      schemas: suite.schemas)
  }

  /// The dialect of an edge names its faults: only it knows what it can spoil.
  func faults(_ question: FaultQuestion) -> [String] {
    let topology = casting.topology
    // A page may draw a direction of its own; what is said in it still rides on an edge of the world.
    let bearer = question.message.flatMap { kind in topology.edges.first { $0.kinds.contains(MessageKind(kind)) } }
    guard let edge = question.edge.flatMap({ topology[EdgeName($0)] }) ?? bearer,
      let card = SandboxStages.dialects.first(where: { $0.card.name == edge.dialect })?.card
    else { return [] }
    return card.faults.filter { f in
      f.group.rawValue == question.family && (question.message.map { m in f.kinds.contains(MessageKind(m)) } ?? true)
    }.map(\.name.text)
  }

  /// The target's word where it has one, else the page's own.
  private func policies(_ scenario: Scenario) -> [(name: String, value: String)] {
    scenario.policies.compactMap { decl in
      if let own = casting.target?.policies.first(where: { $0.name == decl.name.text }) { return (decl.name.text, own.value) }
      if let own = casting.policies.first(where: { $0.name == decl.name.text }) { return (decl.name.text, own.value) }
      if let from = decl.fromProgramme?.text.split(separator: "."), from.count == 2, from[1] == "amount",
        let programme = programmes.first(where: { $0.code.text == from[0] })
      {
        return (decl.name.text, programme.amount.text)
      }
      return decl.preset?.text.map { (decl.name.text, $0) }
    }
  }

  /// Policies outside the range that keeps them honest.
  func objections(_ suites: [Suite]) -> [Diagnostic] {
    (casting.target?.policies ?? []).flatMap { own in
      suites.flatMap(\.pages).compactMap { page in
        guard let policy = page.base.policy(own.name) else { return nil }
        return policy.objection(to: own.value).map {
          Diagnostic(
            .unreadableValue, "the policy `\(own.name)` is out of its range: \($0)", at: own.span,
            next: "\(page.base.id) allows \(policy.range)")
        }
      }
    }
  }
}
