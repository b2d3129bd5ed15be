import Facts
import Timeline

/// The names of deviations that simulated actors know: those of the registers, and those of the dialects.
enum Deviations {
  static func known(to role: Role) -> [String] {
    Knowledge.distinct(ofRegister(role) + SandboxStages.dialects.flatMap(\.deviations).map(\.name))
  }

  /// Whether the system shows each of these whatever it speaks, or in these dialects.
  static func areKnown(_ shows: Set<String>, to role: Role, over dialects: [DialectName]) -> Bool {
    let wire = SandboxStages.dialects.filter { dialects.contains($0.card.name) }.flatMap(\.deviations).map(\.name)
    return shows.isSubset(of: ofRegister(role) + wire)
  }

  /// Each once, with the dialects that show it.
  static func onWires() -> [(deviation: DialectDeviation, dialects: [String])] {
    var all: [(deviation: DialectDeviation, dialects: [String])] = []
    for dialect in SandboxStages.dialects {
      for deviation in dialect.deviations {
        if let i = all.firstIndex(where: { $0.deviation == deviation }) {
          all[i].dialects.append(dialect.card.name.text)
        } else {
          all.append((deviation, [dialect.card.name.text]))
        }
      }
    }
    return all
  }

  private static func ofRegister(_ role: Role) -> [String] {
    Registers.cards().filter { $0.role == role }.flatMap { $0.defects + $0.twists }.map(\.name)
  }
}
