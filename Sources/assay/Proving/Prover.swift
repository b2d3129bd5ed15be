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
    /// By name or path; none: all of the home.
    var suites: [String] = []
    /// Only this defect; impostors and twins are then left out.
    var defect: String?
    /// Each defect against its whole family.
    var radius = false
    var jobs: Int?
    var seed: String?
    var today: Day?
  }
  let library: Library
  let options: Options
  var progress = ProofProgress()

  /// One trial of the work list, and how much it has to play.
  private struct Work: Sendable {
    let name: String
    let weight: Int
    let play: @Sendable (_ jobs: Int) async -> Ended
  }
  private enum Ended: Sendable {
    /// nil where the requirement does not apply over another dialect.
    case defect(DefectTrial?)
    case impostor(ImpostorTrial)
    case twin(TwinTrial)
    case forms([FormTrial])
  }

  func prove() async throws -> ProofMatrix {
    let seed = options.seed ?? "proof"
    let house = try await House.open(library: library, seed: RunSession.number(seed), today: options.today ?? WallClock.today())
    do {
      let matrix = try await prove(in: house, seed)
      await house.close()
      return matrix
    } catch {
      await house.close()
      throw error
    }
  }

  private func prove(in house: House, _ seed: String) async throws -> ProofMatrix {
    let names = options.suites.isEmpty ? Planner.names(library) : options.suites
    let mocks = try ProofMocks(library)
    let plans = try ProofPlans(names, library, programmes: house.population.programmes, of: mocks.defects + mocks.twins)
    let defects = try wanted(mocks, plans)
    let plan = plans.reference.plan
    let trials = Trials(house: house, suites: plan.suites, seed: seed)
    let jobs = options.jobs ?? ProcessInfo.processInfo.activeProcessorCount
    // A trial waits for its own messages; a second scenario beside the first uses that time.
    let inside = jobs > 1 ? 2 : 1
    let judged = JudgedBodies()
    let clean = await progress.timing("clean run") {
      await trials.play(judged.listening(to: plan.instances), .reference, run: "clean", jobs: jobs * inside)
    }

    var work: [Work] = []
    for defect in defects {
      work.append(self.work(defect, plans[defect], trials))
      if let version = plans.version(of: defect) { work.append(self.work(version, plans[version], trials, isOther: true)) }
    }
    if options.defect == nil {
      work += impostors(mocks.impostors, plans.reference, clean, trials)
      work += mocks.twins.compactMap { twin($0, plans[$0], clean, trials) }
      work.append(Work(name: "clauses of schemas", weight: plan.instances.count) { _ in .forms(judged.trials(plan.suites)) })
    }
    let ended = await Trials.each(work, jobs: jobs, progress, named: \.name, weighing: \.weight) { await $0.play(inside) }
    let scope = ProofMatrix.Scope(
      suites: SuiteSources.versions(of: plan.suites, library), tool: RunSession.tool, seed: seed, today: "\(house.today)",
      isPart: options.defect != nil, measuresRadius: options.radius)
    return ProofMatrix(
      scope: scope, clean: clean, defects: ended.compactMap { if case .defect(let one) = $0 { one } else { nil } },
      impostors: ended.compactMap { if case .impostor(let one) = $0 { one } else { nil } },
      twins: ended.compactMap { if case .twin(let one) = $0 { one } else { nil } },
      challenged: Set(mocks.defects.map { RequirementID($0.breaks) }), variants: plans.reference.trials.variants,
      forms: ended.flatMap { one -> [FormTrial] in if case .forms(let all) = one { all } else { [] } })
  }

  /// The wanted defects of these suites. What no suite of all cites could be caught by none, and would drop out of the proof unseen.
  private func wanted(_ mocks: ProofMocks, _ plans: ProofPlans) throws -> [Defect] {
    let cited = mocks.defects.filter { defect in
      let id = RequirementID(defect.breaks)
      return [plans.reference, plans[defect]].contains { $0.trials.canJudge(id, in: defect.scenarios) }
    }
    let known = Set(cited.map(\.id))
    let uncited = (options.suites.isEmpty ? mocks.defects : mocks.own).filter { !known.contains($0.id) }
    guard uncited.isEmpty else { throw Complaints(uncited.map(\.isCitedByNone)) }
    guard let wanted = options.defect else { return cited }
    guard let one = cited.first(where: { $0.id == wanted }) else {
      let ids = cited.map(\.id)
      let guess = Spelling.nearest(wanted, in: ids).map { "is `\($0)` meant? " } ?? ""
      let some = ids.count > 8 ? "\(ids.prefix(8).joined(separator: ", ")) and \(ids.count - 8) more" : ids.joined(separator: ", ")
      throw UsageError("no defect is called \(wanted) in these suites; \(guess)there are \(some); `assay prove --json FILE` lists all")
    }
    return [one]
  }

  /// What cites the requirement decides; the rest of the family only tells how far the defect reaches.
  private func work(_ defect: Defect, _ made: ProofPlans.Made, _ trials: Trials, isOther: Bool = false) -> Work {
    let id = RequirementID(defect.breaks)
    let deciding = made.trials.places(citing: id, or: defect.scenarios)
    let places = options.radius ? Set(made.trials.family(of: id, with: RoleName(defect.role.text)) + deciding).sorted() : deciding
    let keys = Set(made.instances(deciding).map(\.key))
    let instances = made.instances(places)
    let radius = options.radius
    let name = isOther ? "\(defect.id) over \(defect.over)" : defect.id
    return Work(name: name, weight: instances.count) { jobs in
      let ledger = await trials.play(instances, defect.casting, run: "defect-\(name)", jobs: jobs)
      let seen = radius ? ledger.only(keys) : ledger
      if isOther, seen.harnessFault == nil, [nil, .notApplicable].contains(seen.requirement(id)?.state) { return .defect(nil) }
      return .defect(
        DefectTrial(
          defect.id, role: RoleName(defect.role.text), breaks: id, says: defect.says, over: defect.over, touching: defect.touches,
          seen: seen, family: radius ? ledger : nil))
    }
  }

  private func impostors(_ all: [Impostor], _ made: ProofPlans.Made, _ clean: Ledger, _ trials: Trials) -> [Work] {
    let good = Impostor.everyRole.map { (role: $0, answers: RecordedAnswer.all(of: $0, in: clean)) }
    return all.flatMap { impostor in
      impostor.roles.compactMap { role -> Work? in
        let instances = made.instances(made.trials.places(judging: RoleName(role.text)))
        guard !instances.isEmpty else { return nil }
        let casting = impostor.casting(role, good: good.first { $0.role == role }?.answers ?? [])
        return Work(name: "impostor \(impostor.id) as \(role)", weight: instances.count) { jobs in
          let ledger = await trials.play(instances, casting, run: "impostor-\(impostor.id)-\(role)", jobs: jobs)
          return .impostor(ImpostorTrial(impostor.id, role: RoleName(role.text), seen: ledger))
        }
      }
    }
  }

  private func twin(_ twin: Twin, _ made: ProofPlans.Made, _ clean: Ledger, _ trials: Trials) -> Work? {
    let role = RoleName(twin.role.text)
    let instances = made.instances(made.trials.places(judging: role))
    guard !instances.isEmpty else { return nil }
    let before = clean.only(Set(instances.map(\.key)))
    return Work(name: "twin \(twin.id)", weight: instances.count) { jobs in
      let ledger = await trials.play(instances, twin.casting, run: "twin-\(twin.id)", jobs: jobs)
      return .twin(TwinTrial(twin.id, role: role, clean: before, seen: ledger))
    }
  }
}

extension Ledger {
  /// The same run as if only these instances had been played. By key: another plan has them at other places.
  func only(_ keys: Set<String>) -> Ledger {
    var events = [Recorded(Place(instance: -1, number: 0), .run(run))]
    events += requirements.enumerated().map { Recorded(Place(instance: -1, number: $0.offset + 1), .requirement($0.element.requirement)) }
    for one in instances where keys.contains(one.name) {
      events.append(Recorded(Place(instance: one.index, number: -1), .planned(one.planned)))
      events += one.events
    }
    return Ledger(events)
  }
}
