import Conformance
import Engine
import Evidence
import Facts
import Foundation
import Population
import Reports
import Sandbox
import Scenarios
import Serving
import SourceText

/// One run from plan to reports, as every command that plays scenarios does it.
struct RunSession {
  struct Options {
    var suites: [String]
    var only: [String] = []
    var bases = false
    var shard: Shard?
    var seed: String?
    var jobs: Int?
    var out: String?
    var formats: [String] = ["html", "json", "junit"]
    var port = 0
    var quiet = false
    var command: String
    var today: Day?
    var casting = Casting.reference
    var populationSize = 0
    var beside = BesideOptions()
    /// The run that is gone on with.
    var resumed: Resumption?
  }
  let library: Library
  let options: Options
  static let tool = "0.1.0"

  /// A seed that nobody has played: printed with the run, so that it can be played again.
  static func freshSeed() -> String { String(UInt64.random(in: .min ... .max), radix: 16) }

  /// Returns the ledger of what was played; reports are written, and a summary is printed.
  func run() async throws -> Ledger {
    let seedText = options.resumed?.log.run.seed ?? options.seed ?? Self.freshSeed()
    let seed = Self.number(seedText)
    let today = options.resumed?.log.run.today ?? options.today ?? WallClock.today()
    let lock = try await holdAddress(seedText)
    let desk = try options.casting.target.flatMap { target in
      target.operators == nil ? nil : DeskPage(secret: "\(seedText)|\(try TargetHome(target).keySeed())")
    }
    let house = try await openHouse(seed: seed, today: today, desk)
    let planner = Planner(library: library, casting: options.casting, programmes: house.population.programmes)
    let plan = try planner.plan(options.suites, only: options.only, bases: options.bases, shard: options.shard)
    let complaints =
      (plan.diagnostics + lint(plan, house.population)).withoutRepeats.filter { $0.severity == .error } + planner.objections(plan.suites)
    guard complaints.isEmpty else { throw Complaints(complaints) }

    let old = options.resumed?.log
    let people = try options.casting.target.map {
      try StoryPeople(
        plan.instances, casting: options.casting, target: $0, seed: seedText, today: today, library: house.population, goesOn: old != nil)
    }
    var begun = runStarted(seedText, today, plan)
    begun.declaration = KeptTarget.digest(options.casting.target?.declared)
    if let target = options.casting.target {
      begun.words = target.vocabulary.map { .init(list: $0.group, ours: $0.ours, theirs: $0.theirs) }
      begun.policies = target.inForce(plan.instances)
      begun.lent = target.people.areReal ? target.people.kind.rawValue : nil
    }
    try options.resumed?.check(begun, plan.instances.map { ($0.index, $0.key) })
    if let target = options.casting.target { begun.identities = try await Preflight.check(target) }
    let history = try history(begun, plan)
    begun.earlier = history?.earlier
    let folder = old?.folder ?? options.out ?? "assay-run"
    let writer: LogWriter
    do throws(LogRefusal) {
      if let old { writer = try LogWriter(continuing: old) } else { writer = try LogWriter(folder: folder) }
    } catch { throw UsageError(.unwritableFolder, error.why) }
    try KeptTarget.keep(options.casting.target?.declared, in: folder)
    let redactor = Redactor(secrets: options.casting.target?.secrets ?? [], mask: people?.mask ?? Mask())
    let console = Console(quiet: options.quiet)
    let started = ContinuousClock.now
    let head = InstanceRecorder(instance: -1, writer: writer, redactor: redactor, after: old?[-1] ?? .init())
    head.record(.run(begun))
    for requirement in plan.suites.flatMap(\.requirements).map(\.requirement) { head.record(.requirement(requirement)) }
    for declaration in options.casting.target?.declarations ?? [] { head.record(.declaration(declaration)) }
    for event in options.beside.events { head.record(event) }
    head.flush()
    let kept = Kept()
    let hasReal = options.casting.target != nil
    let finished = old?.finishedEvents ?? []
    for event in finished { console.show(event) }
    let stages = try stages(house, folder, seedText, people, kept, desk)
    let run = Run(
      plans: plan.instances.filter { old?[$0.index].isFinished != true }, maker: stages,
      jobs: hasReal ? 1 : options.jobs ?? ProcessInfo.processInfo.activeProcessorCount,
      recorder: { index in
        kept.add(
          InstanceRecorder(instance: index, writer: writer, redactor: redactor, atOnce: hasReal, after: old?[index] ?? .init()) {
            console.show($0)
            history?.take($0)
            if case .instanceFinished = $0.event { stages.end(index) }
          })
      }, clock: { Self.milliseconds(since: started) })
    var outcome = await Interrupts.guarding(suspends: hasReal ? folder : nil) { await run.play() }
    outcome.add(finished)
    if let file = options.beside.update { try update(file, Ledger(head.events + kept.events + finished), head) }
    head.record(
      .finished(
        Finished(
          planned: outcome.planned, accounted: outcome.accounted, interrupted: outcome.interrupted,
          milliseconds: Self.milliseconds(since: started))))
    head.flush()
    writer.close()
    await house.close()
    if let failure = writer.failure { throw UsageError(.unwritableFolder, failure) }
    withExtendedLifetime(lock) {}
    let ledger = Ledger(head.events + kept.events + finished)
    try Publishing(library: library, folder: folder, quiet: options.quiet, isAfterProgress: true).publish(ledger, options.formats)
    try history?.end(ledger)
    return ledger
  }

  /// The run is then held against what was written from it.
  private func update(_ path: String, _ ledger: Ledger, _ head: InstanceRecorder) throws {
    let file = try BesideFiles.entries(for: ledger, keeping: path)
    try BesideFiles.write(file, from: ledger.run, to: path)
    head.record(.expectations(file))
  }

  private func stages(_ house: House, _ folder: String, _ seed: String, _ people: StoryPeople?, _ kept: Kept, _ desk: DeskPage?) throws
    -> SandboxStages
  {
    var stages = SandboxStages(house: house, run: "")
    desk?.open(folder, at: options.casting.target?.reach.publicURL ?? house.localAddress)
    stages.desk = desk
    (stages.answers, stages.seed, stages.people) = (folder, seed, people)
    stages.home = options.casting.target.map { TargetHome($0) }
    try stages.home?.open()
    stages.resumed = options.resumed?.log
    stages.owed = { kept.owed($0) }
    // What people answered in an earlier run says nothing of this one.
    if options.casting.target?.operators != nil, options.resumed == nil {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(OperatorAnswers.file)")
    }
    return stages
  }

  /// nil among our own systems: what they do is no secret, and how often is nobody's matter.
  private func history(_ run: RunStarted, _ plan: Planner.Plan) throws -> RunHistory? {
    guard let target = options.casting.target else { return nil }
    let casting = options.casting
    return try RunHistory(
      TargetHome(target), run,
      scope: RunHistory.scope(run, selection: options.only + (options.bases ? ["--bases"] : []), declared: target.declared),
      plan: plan.instances.map { ($0.index, "\($0.suite)/\($0.key)") }, goesOn: options.resumed != nil
    ) { casting.isReal($0) }
  }

  /// A page that lint refuses is not played: a name that nobody has would match nothing, and pass by silence.
  private func lint(_ plan: Planner.Plan, _ population: PopulationLibrary) -> [Diagnostic] {
    let knowledge = Knowledge.all(population)
    return plan.suites.flatMap { $0.lint(knowledge, faults: Knowledge.faults) }
  }

  /// The runs of a pinned address take turns.
  private func holdAddress(_ seed: String) async throws -> HomeLock? {
    guard let target = options.casting.target, target.reach.mode == .pinned else { return nil }
    return try await HomeLock.takeOver(TargetHome(target), as: "run r-\(seed.prefix(8))")
  }

  private func openHouse(seed: UInt64, today: Day, _ desk: DeskPage?) async throws -> House {
    let reach = options.casting.target?.reach
    return try await House.open(
      library: library, seed: seed, today: today, casting: options.casting, host: reach?.listenHost ?? "127.0.0.1",
      port: reach?.listenPort ?? options.port, populationSize: options.populationSize,
      keySeed: options.casting.target.map { try TargetHome($0).keySeed() },
      identity: options.casting.target.flatMap { try OwnCertificate.of($0)?.identity() },
      front: { desk?.answer($0) ?? WireResponse(404) })
  }

  private func runStarted(_ seed: String, _ today: Day, _ plan: Planner.Plan) -> RunStarted {
    let target = options.casting.target
    let actors = Registers.roles.map { role in
      RunStarted.Actor(
        role: role, isReal: options.casting.isReal(role) || options.casting.isJudged(role),
        product: options.casting.isReal(role) ? "\(target?.product.name ?? "") \(target?.product.version ?? "")" : "reference")
    }
    let edges = options.casting.topology.edges.map { (edge: $0.name.text, dialect: $0.dialect.text) }
    var run = RunStarted(
      run: "r-\(seed.prefix(8))", tool: Self.tool, seed: seed, today: today, target: target?.name, actors: actors,
      suites: SuiteSources.versions(of: plan.suites, library),
      profiles: plan.suites.flatMap(\.profiles).map(\.profile).filter { $0.covers(edges) }, edges: edges, isSelection: plan.isSelection,
      part: plan.isSelection ? .init(shard: options.shard?.description, instances: plan.size) : nil, command: options.command)
    run.errata = plan.suites.flatMap { suite in
      suite.schemas.errata.map {
        .init(
          suite: suite.id.text, id: $0.id, reason: $0.reason, upstream: $0.upstream, schema: $0.schema)
      }
    }
    if target != nil { (run.engine, run.home) = (BuildIdentity.text, Version.digest(library)) }
    return run
  }

  /// A seed as people write it; digits of base 16 are themselves, anything else is hashed.
  static func number(_ text: String) -> UInt64 {
    UInt64(text, radix: 16) ?? Array(text.utf8).reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
  }
  static func milliseconds(since start: ContinuousClock.Instant) -> Int {
    let d = start.duration(to: .now)
    return Int(d.components.seconds) * 1000 + Int(d.components.attoseconds / 1_000_000_000_000_000)
  }
}

extension Run.Outcome {
  /// What had ended before the run was broken off.
  fileprivate mutating func add(_ finished: [Recorded]) {
    for one in finished {
      guard case .instanceFinished(let end) = one.event else { continue }
      planned += end.planned
      accounted += end.accounted
      interrupted = interrupted || end.interrupted
    }
  }
}
