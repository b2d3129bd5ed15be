import Facts
import FunctionalRegisters
import Sandbox
import Scenarios

/// Who fills the roles of a run, and how they speak: the reference, with what the command line or the target changes.
struct Casting: Sendable {
  /// Named deviations of simulated actors, by role: defects and twists. Register and dialects read the same names.
  var deviations: [(role: Role, names: Set<String>)] = []
  /// The only dialect that reads them; nil: each.
  var deviatesWithin: DialectName?
  /// Defects as data: what becomes of messages on their way out.
  var rewrites: [Rewrite] = []
  /// Servers that know nothing, in the place of an actor.
  var standIns: [(role: Role, standIn: any StandIn)] = []
  /// Roles of ours that are judged like a vendor's.
  var underTest: Set<Role> = []
  /// `events=opencrvs`
  var dialects: [(edge: EdgeName, dialect: DialectName)] = []
  /// Settings of edges beyond the reference's own: `records.mode=async`.
  var settings: [(edge: EdgeName, name: String, value: String)] = []
  /// What a law or a programme decides in this run, where it is not the page's own.
  var policies: [(name: String, value: String)] = []
  /// What the owner of a stand-in says of it when a scenario asks: every precondition is claimed, nothing is known.
  var claims: [(role: Role, word: @Sendable (Question, WorldInstant) -> Answer?)] = []
  var target: TargetFile?

  static let reference = Casting()

  func deviations(of role: Role) -> Set<String> { deviations.first { $0.role == role }?.names ?? [] }
  func deviations(of role: Role, in dialect: DialectName) -> Set<String> {
    deviatesWithin.map { $0 == dialect } ?? true ? deviations(of: role) : []
  }
  func isReal(_ role: Role) -> Bool { target?.role(role) != nil }
  /// Whether nothing that this system pushes can come to us, as its target says.
  func cannotCall(_ role: Role) -> Bool { target?.reach.mode == TargetFile.Reach.Mode.none && isReal(role) }
  func isJudged(_ role: Role) -> Bool { underTest.contains(role) || standIns.contains { $0.role == role } }

  /// The reference topology with what this casting changes. An edge of the target that says `none` is left out.
  var topology: Topology {
    var topology = Topology.reference
    for d in dialects { _ = topology.set(d.edge, dialect: d.dialect) }
    for role in target?.roles ?? [] {
      topology.edges.removeAll { edge in
        Self.isByName(edge, for: role.role) && !role.edges.contains { $0.edge == edge.name }
      }
      for choice in role.edges {
        guard let dialect = choice.dialect else {
          topology.edges.removeAll { $0.name == choice.edge }
          continue
        }
        _ = topology.set(choice.edge, dialect: dialect, settings: choice.settings)
      }
      if let twin = twin(of: "events", of: role) { _ = topology.set("records", dialect: twin.dialect, settings: twin.settings) }
      for i in topology.edges.indices where topology.edges[i].from == role.role || topology.edges[i].to == role.role {
        for s in role.credentials.all where topology.edges[i].settings[s.name] == nil { topology.edges[i].settings[s.name] = s.value }
      }
    }
    for word in target?.vocabulary ?? [] where word.group != "programme" {
      for i in topology.edges.indices { topology.edges[i].settings["\(word.group).\(word.ours)"] = word.theirs }
    }
    for s in settings {
      for i in topology.edges.indices where topology.edges[i].name == s.edge { topology.edges[i].settings[s.name] = s.value }
    }
    return topology
  }

  /// The topology in which a scenario is played: where it uses the wire words of other dialects, and nobody has chosen one, ours speak the
  /// first of those.
  func topology(for scenario: Scenario) -> Topology {
    var topology = topology
    for edge in scenario.edges where !isReal(edge.from) && !isReal(edge.to) {
      let name = EdgeName(edge.name.text)
      guard let spoken = topology[name]?.dialect, !edge.takes(spoken), !dialects.contains(where: { $0.edge == name }),
        let own = edge.dialects.first
      else { continue }
      _ = topology.set(name, dialect: DialectName(own.text))
    }
    return topology
  }

  /// What a registry that cannot call is asked by, where its target says nothing else of it: the dialect that it tells events in, if that
  /// has a question too.
  private func twin(of edge: EdgeName, of role: TargetFile.RoleDecl) -> (dialect: DialectName, settings: Settings)? {
    guard role.role == .crvs, cannotCall(.crvs), !role.edges.contains(where: { $0.edge == "records" }),
      let told = role.edges.first(where: { $0.edge == edge }), let dialect = told.dialect,
      SandboxStages.dialects.first(where: { $0.card.name == dialect })?.card.carries.contains(where: { $0.kind == .personRecord }) ?? false
    else { return nil }
    return (dialect, told.settings)
  }

  /// Most programmes ask no social, disability or farmer registry, take no forms and report no births: a real one is taken to do so only
  /// where its target names the edge.
  static func isByName(_ edge: Edge, for role: Role) -> Bool {
    edge.from == role && FunctionalRegistry.roles.contains(edge.to)
      || ["notices", "deliveries", "forms"].contains(edge.name) && (edge.from == role || edge.to == role)
  }
}
