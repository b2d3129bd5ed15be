package import Conformance
package import Facts

/// How a run began: what was run, by which tool, against whom.
package struct RunStarted: Hashable, Sendable {
  package struct Actor: Hashable, Sendable {
    package let role: Role
    package let isReal: Bool
    /// `Acme MIS 4.2.1`, or `reference`.
    package let product: String
    package init(role: Role, isReal: Bool, product: String) {
      self.role = role
      self.isReal = isReal
      self.product = product
    }
  }
  package struct Suite: Hashable, Sendable {
    package let id: String
    package let version: String
    package let digest: String
    package init(id: String, version: String, digest: String) {
      self.id = id
      self.version = version
      self.digest = digest
    }
  }
  /// Which part of a plan was played, where it was not all of it.
  package struct Part: Hashable, Sendable {
    /// `2/3`; nil for a part that was selected by name.
    package let shard: String?
    /// Instances in the whole plan. Those of the part keep their places in it.
    package let instances: Int
    package init(shard: String?, instances: Int) {
      self.shard = shard
      self.instances = instances
    }
  }
  /// A word of ours and the vendor's for it, as the target declares them: read the one way when we speak, the other when we hear.
  package struct Word: Hashable, Sendable {
    package let list: String
    package let ours: String
    package let theirs: String
    package init(list: String, ours: String, theirs: String) {
      self.list = list
      self.ours = ours
      self.theirs = theirs
    }
  }
  /// What a law or a programme decides, as it held in this run.
  package struct Policy: Hashable, Sendable {
    package let name: String
    package let value: String
    /// By the target; else it is the page's own.
    package let isDeclared: Bool
    package init(name: String, value: String, isDeclared: Bool) {
      self.name = name
      self.value = value
      self.isDeclared = isDeclared
    }
  }
  /// An erratum of a suite, with which bodies were judged.
  package struct Erratum: Hashable, Sendable {
    package let suite: String
    package let id: String
    package let reason: String
    package let upstream: String
    /// The schema that it mends.
    package let schema: String
    package init(suite: String, id: String, reason: String, upstream: String, schema: String) {
      self.suite = suite
      self.id = id
      self.reason = reason
      self.upstream = upstream
      self.schema = schema
    }
  }
  package var run: String
  package var tool: String
  package var seed: String
  /// T, the day to which every story is anchored.
  package var today: Day
  package var target: String?
  /// Of what the vendor declared, as it is kept beside the log.
  package var declaration: String?
  /// What played and what it read, where a vendor took part: the build of the program, and its suites and mocks.
  package var engine: String?
  package var home: String?
  package var actors: [Actor]
  /// Who answered by TLS, as seen when the run began. Not what the run is, but what it met: another one is another day's.
  package var identities: [(role: Role, says: String)] = []
  /// `pool` or `map` where people played who are not made up.
  package var lent: String?
  /// What earlier runs of the target say; nil among our own systems. Not what the run is either.
  package var earlier: EarlierRuns?
  package var suites: [Suite]
  /// Those of the suites, in their order.
  package var errata: [Erratum] = []
  /// The profiles of the suites that speak of these edges in these dialects.
  package var profiles: [Profile]
  /// Dialects by edge, in the order of the topology.
  package var edges: [(edge: String, dialect: String)]
  /// Empty where no vendor's system was in the run.
  package var words: [Word] = []
  package var policies: [Policy] = []
  /// Whether only a part of a profile was selected (`--only`, `--tag`).
  package var isSelection: Bool
  /// Nil for a whole plan.
  package var part: Part?
  /// The arguments with which the run can be repeated.
  package var command: String

  package init(
    run: String, tool: String, seed: String, today: Day, target: String?, declaration: String? = nil, actors: [Actor], suites: [Suite],
    profiles: [Profile] = [], edges: [(edge: String, dialect: String)], isSelection: Bool, part: Part? = nil, command: String
  ) {
    self.run = run
    self.tool = tool
    self.seed = seed
    self.today = today
    self.target = target
    self.declaration = declaration
    self.actors = actors
    self.suites = suites
    self.profiles = profiles
    self.edges = edges
    self.isSelection = isSelection
    self.part = part
    self.command = command
  }
  package static func == (a: Self, b: Self) -> Bool {
    a.run == b.run && a.tool == b.tool && a.seed == b.seed && a.today == b.today && a.target == b.target
      && a.declaration == b.declaration && a.actors == b.actors && a.suites == b.suites && a.errata == b.errata && a.profiles == b.profiles
      && a.edges.elementsEqual(b.edges, by: ==) && a.words == b.words && a.policies == b.policies && a.isSelection == b.isSelection
      && a.part == b.part && a.command == b.command
  }
  package func hash(into hasher: inout Hasher) {
    hasher.combine(run)
    hasher.combine(seed)
  }
}

/// One scenario instance of the plan, with every check that must be accounted for.
package struct Planned: Hashable, Sendable {
  package struct PlannedCheck: Hashable, Sendable {
    package let step: String
    package let check: String
    package let requirement: String?
    package init(step: String, check: String, requirement: String?) {
      self.step = step
      self.check = check
      self.requirement = requirement
    }
  }
  package struct PlannedStep: Hashable, Sendable {
    package let id: String
    /// `given`, `act`, `expect`...
    package let kind: String
    /// The step in one line, as a reader would say it.
    package let title: String
    package init(id: String, kind: String, title: String) {
      self.id = id
      self.kind = kind
      self.title = title
    }
  }
  package var suite: String
  package var scenario: String
  package var variant: String?
  /// `CR-01/malformed[missing-id]`
  package var key: String
  package var title: String
  package var steps: [PlannedStep]
  package var checks: [PlannedCheck]
  package init(suite: String, scenario: String, variant: String?, key: String, title: String, steps: [PlannedStep], checks: [PlannedCheck])
  {
    self.suite = suite
    self.scenario = scenario
    self.variant = variant
    self.key = key
    self.title = title
    self.steps = steps
    self.checks = checks
  }
}

package struct InstanceFinished: Hashable, Sendable {
  package var planned: Int
  package var accounted: Int
  /// Hash over the lines of the instance, in order.
  package var chain: String
  package var interrupted: Bool
  /// Wall milliseconds; volatile.
  package var milliseconds: Int
  package init(planned: Int, accounted: Int, chain: String = "", interrupted: Bool = false, milliseconds: Int = 0) {
    self.planned = planned
    self.accounted = accounted
    self.chain = chain
    self.interrupted = interrupted
    self.milliseconds = milliseconds
  }
}

package struct Finished: Hashable, Sendable {
  package var planned: Int
  package var accounted: Int
  package var interrupted: Bool
  package var milliseconds: Int
  package init(planned: Int, accounted: Int, interrupted: Bool, milliseconds: Int) {
    self.planned = planned
    self.accounted = accounted
    self.interrupted = interrupted
    self.milliseconds = milliseconds
  }
}
