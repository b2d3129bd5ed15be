import Certification
import Conformance
import Engine
import Evidence
import Facts
import Foundation
import Population
import Scenarios
import Serving
import SourceText

/// Proves suites: a clean run, then every defect, impostor and twin, each against the scenarios that could see it.
struct Prover {
  struct Options: Sendable {
    var suites: [String] = []
    /// Only this defect; impostors and twins are then left out.
    var defect: String?
    var jobs: Int?
    var seed: String?
    var today: Day?
  }
  let library: Library
  let options: Options
  var progress = ProofProgress()

  func prove() async throws -> Proof {
    let seed = options.seed ?? "proof"
    let house = try await House.open(library: library, seed: RunSession.number(seed), today: options.today ?? WallClock.today())
    do {
      let proof = try await prove(in: house, seed)
      await house.listener.close()
      return proof
    } catch {
      await house.listener.close()
      throw error
    }
  }

  private func prove(in house: House, _ seed: String) async throws -> Proof {
    let names = options.suites.isEmpty ? Planner.names(library) : options.suites
    let mocks = try catalogues()
    let planner = Planner(library: library, casting: .reference, programmes: house.population.programmes)
    let plan = try planner.plan(names)
    guard !plan.diagnostics.contains(where: { $0.severity == .error }) else { throw Complaints(plan.diagnostics) }
    let jobs = options.jobs ?? ProcessInfo.processInfo.activeProcessorCount
    let trials = Trials(house: house, suites: plan.suites, seed: seed)
    let clean = await progress.timing("clean run") { await trials.play(plan.instances, .reference, run: "clean", jobs: jobs) }

    let defects = try await cited(mocks.defects, planner, plan, names)
    if let wanted = options.defect, defects.isEmpty {
      throw UsageError("no defect is called \(wanted) in these suites; there are \(mocks.defects.map(\.id).joined(separator: ", "))")
    }
    let defectTrials = try await self.defects(defects, planner, plan, names, trials, jobs)
    guard options.defect == nil else {
      return Proof(clean: clean, defects: defectTrials, impostors: [], twins: [], unchallenged: [], idleVariants: [], isPart: true)
    }
    return Proof(
      clean: clean, defects: defectTrials, impostors: await impostors(mocks.impostors, plan, clean, trials, jobs),
      twins: try await twins(mocks.twins, planner, plan, names, clean, trials, jobs),
      unchallenged: DefectCatalogue.unchallenged(clean.requirements.map(\.id.text), by: mocks.defects).map { RequirementID($0) },
      idleVariants: Proof.idle(plan.variants, defectTrials))
  }

  /// The wanted defects of these suites. What no suite of all cites could be caught by none, and would drop out of the proof unseen.
  private func cited(_ all: [Defect], _ planner: Planner, _ plan: Planner.Plan, _ names: [String]) async throws -> [Defect] {
    let cited = try all.filter { defect in
      try plan.cites(defect.breaks) || self.plan(for: defect, planner, plan, names).cites(defect.breaks)
    }
    if options.suites.isEmpty {
      let uncited = all.filter { one in !cited.contains { $0.id == one.id } }
      guard uncited.isEmpty else { throw Complaints(uncited.map(\.isCitedByNone)) }
    }
    return cited.filter { options.defect == nil || options.defect == $0.id }
  }

  private func catalogues() throws -> (defects: [Defect], impostors: [Impostor], twins: [Twin]) {
    let defects = DefectCatalogue.defects(library)
    let impostors = ImpostorCatalogue.load(library)
    let twins = DefectCatalogue.twins(library)
    let errors = defects.errors + impostors.errors + twins.errors
    guard errors.isEmpty else { throw Complaints(errors) }
    return (defects.value ?? [], impostors.value ?? [], twins.value ?? [])
  }

  private func defects(_ all: [Defect], _ planner: Planner, _ plan: Planner.Plan, _ names: [String], _ trials: Trials, _ jobs: Int)
    async throws -> [DefectTrial]
  {
    let work = try all.map { (defect: $0, instances: try self.plan(for: $0, planner, plan, names).instances(for: $0)) }
    return await Trials.each(work, jobs: jobs, progress, named: { $0.defect.id }) { _, one in
      let ledger = await trials.play(one.instances, one.defect.casting, run: "defect-\(one.defect.id)", jobs: 1)
      return DefectTrial(one.defect.id, role: RoleName(one.defect.role.text), breaks: RequirementID(one.defect.breaks), seen: ledger)
    }
  }

  private func impostors(_ all: [Impostor], _ plan: Planner.Plan, _ clean: Ledger, _ trials: Trials, _ jobs: Int) async -> [ImpostorTrial] {
    let good = ImpostorCatalogue.roles.map { (role: $0, answers: RecordedAnswer.all(of: $0, in: clean)) }
    let work = all.flatMap { impostor in
      impostor.roles.map { role in (impostor: impostor, role: role, instances: plan.instances(binding: role)) }
    }.filter { !$0.instances.isEmpty }
    return await Trials.each(work, jobs: jobs, progress, named: { "impostor \($0.impostor.id) as \($0.role)" }) { _, one in
      let casting = one.impostor.casting(one.role, good: good.first { $0.role == one.role }?.answers ?? [])
      let ledger = await trials.play(one.instances, casting, run: "impostor-\(one.impostor.id)-\(one.role)", jobs: 1)
      return ImpostorTrial(one.impostor.id, role: RoleName(one.role.text), seen: ledger)
    }
  }

  private func twins(
    _ all: [Twin], _ planner: Planner, _ plan: Planner.Plan, _ names: [String], _ clean: Ledger, _ trials: Trials, _ jobs: Int
  ) async throws -> [TwinTrial] {
    let work = try all.map { twin in
      (twin: twin, instances: try self.plan(for: twin, planner, plan, names).instances(binding: twin.role))
    }.filter { !$0.instances.isEmpty }
    return await Trials.each(work, jobs: jobs, progress, named: { "twin \($0.twin.id)" }) { _, one in
      let ledger = await trials.play(one.instances, one.twin.casting, run: "twin-\(one.twin.id)", jobs: 1)
      let keys = Set(one.instances.map(\.key))
      return TwinTrial(one.twin.id, role: RoleName(one.twin.role.text), clean: clean.only(keys), seen: ledger)
    }
  }

  /// Another dialect names other faults, another policy asks other things: then the plan is another one.
  private func plan(for defect: Defect, _ planner: Planner, _ plan: Planner.Plan, _ names: [String]) throws -> Planner.Plan {
    if defect.dialects.isEmpty, defect.settings.isEmpty, defect.policies.isEmpty { return plan }
    return try Planner(library: library, casting: defect.casting, programmes: planner.programmes).plan(names)
  }
}

extension Planner.Plan {
  func cites(_ requirement: String) -> Bool { instances.contains { $0.cites(requirement) } }

  /// What cites the requirement, with the base of each variant, so that it can be told what only the variant sees.
  func instances(for defect: Defect) -> [InstancePlan] {
    if !defect.scenarios.isEmpty {
      return instances.filter { one in defect.scenarios.contains { one.key == $0 || one.key.hasPrefix($0 + "[") } }
    }
    let citing = instances.filter { $0.cites(defect.breaks) }
    let bases = citing.map(\.base)
    return instances.filter { one in one.cites(defect.breaks) || (one.variant == nil && bases.contains(one.key)) }
  }

  /// Instances in which a check binds the role.
  func instances(binding role: Role) -> [InstancePlan] {
    instances.filter { one in
      one.planned.checks.contains { c in c.requirement.flatMap { one.requirement($0) }?.binds.text == role.text }
    }
  }

  /// `CR-01/malformed` with `CR-01`, each once.
  var variants: [(variant: String, base: String)] {
    instances.reduce(into: []) { all, one in
      guard let variant = one.variant else { return }
      let name = "\(one.base)/\(variant)"
      if !all.contains(where: { $0.variant == name }) { all.append((name, one.base)) }
    }
  }
}

extension InstancePlan {
  func cites(_ requirement: String) -> Bool { planned.checks.contains { $0.requirement == requirement } }
  var base: String { String(key.prefix { $0 != "/" }) }
}

extension Ledger {
  /// The same run as if only these instances had been played.
  func only(_ keys: Set<String>) -> Ledger {
    let kept = instances.filter { keys.contains($0.name) }
    var events = [Recorded(Place(instance: -1, number: 0), .run(run))]
    events += requirements.enumerated().map { Recorded(Place(instance: -1, number: $0.offset + 1), .requirement($0.element.requirement)) }
    for one in kept {
      events.append(Recorded(Place(instance: one.index, number: -1), .planned(one.planned)))
      events += one.events
    }
    return Ledger(events)
  }
}
