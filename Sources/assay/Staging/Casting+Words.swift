import Facts
import Sandbox
import Scenarios

extension Casting {
  /// From the words of a command line: `events=opencrvs`, `events.mode=async`, `mis:pays-the-deceased`.
  /// `library`: where defects that are data are looked up, once one is named.
  static func parsed(dialects: [String], settings: [String], defects: [String], library: () throws -> Library) throws -> Casting {
    var casting = Casting.reference
    let edges = Topology.reference.edges.map(\.name.text).joined(separator: ", ")
    for text in dialects {
      let parts = text.split(separator: "=").map(String.init)
      guard parts.count == 2, Topology.reference[EdgeName(parts[0])] != nil else {
        throw UsageError("--dialect \(text) cannot be read; write EDGE=NAME; edges are \(edges)")
      }
      guard Knowledge.dialects.contains(where: { $0.name.text == parts[1] }) else {
        throw UsageError(
          "--dialect \(text): there is no dialect \(parts[1]); there are \(Knowledge.dialects.map(\.name.text).joined(separator: ", "))")
      }
      if let why = Knowledge.objection(to: DialectName(parts[1]), on: EdgeName(parts[0])) { throw UsageError("--dialect \(text): \(why)") }
      casting.dialects.append((EdgeName(parts[0]), DialectName(parts[1])))
    }
    for text in settings {
      let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let names = sides.first?.split(separator: ".", maxSplits: 1).map(String.init) ?? []
      guard sides.count == 2, names.count == 2, Topology.reference[EdgeName(names[0])] != nil else {
        throw UsageError("--setting \(text) cannot be read; write EDGE.NAME=VALUE; edges are \(edges)")
      }
      let edge = EdgeName(names[0])
      let dialect = casting.topology[edge]?.dialect ?? ""
      if let why = Knowledge.objection(to: names[1], sides[1], of: dialect) { throw UsageError("--setting \(text): \(why)") }
      casting.settings.append((EdgeName(names[0]), names[1], sides[1]))
    }
    for text in defects { try casting.add(defect: text, library) }
    return casting
  }

  private mutating func add(defect text: String, _ library: () throws -> Library) throws {
    let parts = text.split(separator: ":").map(String.init)
    guard parts.count == 2, Registers.roles.contains(Role(parts[0])) else {
      throw UsageError(
        "--defect \(text) cannot be read; write ROLE:NAME with a role of \(Registers.roles.map(\.text).joined(separator: ", ")); `assay list defects` shows the names"
      )
    }
    let role = Role(parts[0])
    underTest.insert(role)
    let known = Listing.defects([]).rows.map { $0[1] }
    guard !known.contains(parts[1]) else { return show([parts[1]], by: role) }
    let data = try ProofMocks(library()).defects.filter { $0.role == role }
    guard let one = data.first(where: { $0.id == parts[1] }) else {
      let guess = Spelling.nearest(parts[1], in: known + data.map(\.id)).map { "is `\(role):\($0)` meant? " } ?? ""
      throw UsageError("--defect \(text): nobody has a defect \(parts[1]); \(guess)`assay list defects \(parts[0])` shows what there is")
    }
    show(one.shows, by: role)
    rewrites += one.rewrites
    dialects += one.dialects
    settings += one.settings
    policies += one.policies
  }
  private mutating func show(_ names: Set<String>, by role: Role) {
    let names = deviations(of: role).union(names)
    deviations.removeAll { $0.role == role }
    deviations.append((role, names))
  }
}
