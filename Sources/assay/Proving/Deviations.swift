import DialectsCivil
import DialectsDCI
import DialectsIdentity
import DialectsIntake
import DialectsPayments
import Facts
import Timeline

/// The names of deviations that simulated actors know: those of the registers, and those of the dialects.
enum Deviations {
  static func known(to role: Role) -> [String] {
    let cards = Registers.cards().filter { $0.role == role }.flatMap { $0.defects + $0.twists }.map(\.name)
    let wire =
      DCIDeviation.all.map(\.name) + OpenCRVSDeviation.all.map(\.name) + Kobo.deviations.map(\.name) + MosipIDA.deviations.map(\.name)
      + G2PBridge.deviations.map(\.name)
    return (cards + wire).reduce(into: []) { all, name in if !all.contains(name) { all.append(name) } }
  }

  /// Whether the system shows each of these whatever it speaks, or in these dialects.
  static func areKnown(_ shows: Set<String>, to role: Role, over dialects: [DialectName]) -> Bool {
    var known = Set(Registers.cards().filter { $0.role == role }.flatMap { $0.defects + $0.twists }.map(\.name))
    for dialect in dialects.map(\.text) {
      switch dialect {
      case "dci-crvs": known.formUnion(DCIDeviation.all.map(\.name))
      case "opencrvs", "opencrvs-1": known.formUnion(OpenCRVSDeviation.all.map(\.name))
      case "kobo": known.formUnion(Kobo.deviations.map(\.name))
      case "mosip-ida": known.formUnion(MosipIDA.deviations.map(\.name))
      case "g2p-bridge": known.formUnion(G2PBridge.deviations.map(\.name))
      default: break
      }
    }
    return shows.isSubset(of: known)
  }
}
