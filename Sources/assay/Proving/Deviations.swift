import DialectsCivil
import DialectsDCI
import DialectsIdentity
import DialectsPayments
import Facts
import Timeline

/// The names of deviations that simulated actors know: those of the registers, and those of the dialects.
enum Deviations {
  static func known(to role: Role) -> [String] {
    let cards = Registers.cards().filter { $0.role == role }.flatMap { $0.defects + $0.twists }.map(\.name)
    let wire =
      DCIDeviation.all.map(\.name) + OpenCRVSDeviation.all.map(\.name) + MosipIDA.deviations.map(\.name) + G2PBridge.deviations.map(\.name)
    return (cards + wire).reduce(into: []) { all, name in if !all.contains(name) { all.append(name) } }
  }
}
