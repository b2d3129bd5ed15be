import Certification
import Conformance

/// The matrix as text.
enum ProofTable {
  static func text(_ proof: Proof) -> String {
    var lines = clean(proof) + defects(proof)
    if !proof.impostors.isEmpty { lines += [""] + impostors(proof) }
    if !proof.twins.isEmpty { lines += [""] + twins(proof) }
    if !proof.unchallenged.isEmpty {
      lines += ["", "No defect breaks \(proof.unchallenged.map(\.text).joined(separator: ", "))."]
    }
    if !proof.idleVariants.isEmpty { lines += ["", "No defect fails only in \(proof.idleVariants.joined(separator: ", "))."] }
    lines += [
      "", proof.holds ? "PROVEN   every defect is killed, no impostor is believed, no twin loses anything" : "NOT PROVEN   \(why(proof))",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func why(_ p: Proof) -> String {
    var parts = p.untried
    if !p.blemishes.isEmpty { parts.append("the clean run is not clean") }
    if !p.survivors.isEmpty { parts.append("\(p.survivors.count) defects survive") }
    if let median = p.medianRadius, median > Proof.greatestMedian { parts.append("the median blast radius is \(median)") }
    let believed = p.impostors.count { !$0.holds }
    if believed > 0 { parts.append("\(believed) impostors are believed") }
    let losing = p.twins.count { !$0.holds }
    if losing > 0 { parts.append("\(losing) twins lose") }
    return parts.joined(separator: ", ")
  }

  private static func clean(_ p: Proof) -> [String] {
    p.blemishes.isEmpty
      ? ["clean run   no failure, nothing inconclusive", ""]
      : ["clean run   NOT CLEAN, in \(p.blemishes.count) scenarios"] + p.blemishes.prefix(12).map { "  \($0)" } + [""]
  }

  private static func defects(_ p: Proof) -> [String] {
    let rows = p.defects.map { t -> [String] in
      switch t.outcome {
      case .killed(let by): [t.id, t.role.text, t.breaks.text, "\(t.radius)", by]
      case .survived(let nearest): [t.id, t.role.text, t.breaks.text, "-", "SURVIVES: \(nearest ?? "no check cites it")"]
      case .faulted(let why): [t.id, t.role.text, t.breaks.text, "-", "FAULTED: \(why)"]
      }
    }
    let spread = p.defects.filter { $0.isKilled && $0.radius > 2 }.map { t in
      "  \(t.id) also fails \(t.collateral.map(\.text).joined(separator: ", "))"
    }
    let killed = p.defects.count(where: \.isKilled)
    let median = p.medianRadius.map { ", median radius \($0)" } ?? ""
    return table(["defect", "role", "breaks", "radius", "killed by"], rows) + ["\(killed) of \(p.defects.count) defects killed\(median)"]
      + (spread.isEmpty ? [] : ["", "Wide ones:"] + spread)
  }

  private static func impostors(_ p: Proof) -> [String] {
    let rows = p.impostors.map { t in
      let notes = (t.gates + t.earned).map(\.text) + [t.fault.map { "FAULTED: \($0)" }].compactMap(\.self)
      return [
        t.id, t.role.text, "\(t.gates.count)", "\(t.earned.count) of \(t.asked)",
        t.holds ? notes.joined(separator: " ") : "BELIEVED: \(notes.joined(separator: " "))",
      ]
    }
    return table(["impostor", "role", "gates", "earned", ""], rows)
      + ["\(p.impostors.count(where: \.holds)) of \(p.impostors.count) impostors earn nothing that counts"]
  }

  private static func twins(_ p: Proof) -> [String] {
    let rows = p.twins.map { t -> [String] in
      let notes = t.losses.map { "\($0.requirement) \($0.before.rawValue) -> \($0.after.rawValue), \($0.check)" }
      let fault = t.fault.map { ["FAULTED: \($0)"] } ?? []
      return [
        t.id, t.role.text, "\(t.compared)", t.holds ? "loses nothing" : "LOSES: \((notes + fault).prefix(2).joined(separator: "; "))",
      ]
    }
    return table(["twin", "role", "met", ""], rows) + ["\(p.twins.count(where: \.holds)) of \(p.twins.count) twins lose nothing"]
  }

  private static func table(_ head: [String], _ rows: [[String]]) -> [String] {
    let widths = head.indices.map { i in ([head] + rows).map { $0[i].count }.max() ?? 0 }
    return ([head] + rows).map { row in
      row.enumerated().map { i, cell in i == row.count - 1 ? cell : cell.padded(to: widths[i]) }.joined(separator: "  ")
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
