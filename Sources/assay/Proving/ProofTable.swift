import Certification
import Conformance

/// The matrix as text.
struct ProofTable {
  let matrix: ProofMatrix
  /// Whether it is told what makes each variant count.
  var showsVariants = false

  var text: String {
    var parts = [clean, defects]
    if !matrix.survivors.isEmpty { parts.append(survivors) }
    if !matrix.impostors.isEmpty { parts.append(impostors) }
    if !matrix.twins.isEmpty { parts.append(twins) }
    if !matrix.forms.isEmpty { parts.append(clauses) }
    if showsVariants { parts.append(variants) }
    if !matrix.unchallenged.isEmpty { parts.append("No defect breaks \(matrix.unchallenged.map(\.text).joined(separator: ", ")).\n") }
    if !matrix.idleVariants.isEmpty {
      let more = showsVariants ? "" : " (--variants shows what the others catch)"
      parts.append("No defect fails only in \(matrix.idleVariants.joined(separator: ", "))\(more).\n")
    }
    parts.append(conclusion)
    return parts.joined(separator: "\n")
  }

  private var conclusion: String {
    guard matrix.holds else { return "NOT PROVEN   \(matrix.objections.joined(separator: ", "))\n" }
    return matrix.scope.isPart
      ? "KILLED   a part of a proof: impostors and twins were not tried\n"
      : "PROVEN   every defect is killed, no impostor is believed, no twin loses anything\n"
  }

  private var clean: String {
    guard !matrix.blemishes.isEmpty else { return "clean run   no failure, nothing inconclusive\n" }
    let more = matrix.blemishes.count - 12
    return
      (["clean run   NOT CLEAN, in \(counted(matrix.blemishes.count, "scenario"))"] + matrix.blemishes.prefix(12).map { "  \($0)" }
      + (more > 0 ? ["  and \(more) more"] : [])).map { $0 + "\n" }.joined()
  }

  private var defects: String {
    let measured = matrix.scope.measuresRadius
    let rows = matrix.defects.map { t -> [String] in
      let radius = measured ? [t.radius.map { "\($0)" } ?? "-"] : []
      let said: String =
        switch t.outcome {
        case .killed(let by): by.description
        case .survived: "SURVIVES"
        case .faulted(let why): "FAULTED: \(why)"
        }
      return [t.name, t.role.text, t.breaks.text] + radius + [said]
    }
    let table = TextTable(["defect", "role", "breaks"] + (measured ? ["radius"] : []) + ["killed by"], rows)
    let killed = "\(matrix.defects.count(where: \.isKilled)) of \(matrix.defects.count) defects killed"
    return table.text() + killed + (measured ? reach : "; --radius shows what else each of them breaks\n")
  }

  private var reach: String {
    let wide = matrix.defects.filter { $0.isKilled && $0.radius ?? 0 > 2 }.map { t in
      "  \(t.name) also fails \(t.collateral.map(\.text).joined(separator: ", "))\n"
    }
    let median = matrix.medianRadius.map { ", median blast radius \($0)\n" } ?? "\n"
    let together = matrix.neverAlone.map { requirement, trial in
      "  \(requirement) with \(trial.collateral.map(\.text).joined(separator: ", ")), under \(trial.name)\n"
    }
    return median + (wide.isEmpty ? "" : "\nWide ones:\n" + wide.joined())
      + (together.isEmpty ? "" : "\nRequirements that no defect breaks alone:\n" + together.joined())
  }

  private var survivors: String {
    "What survives, and what to do:\n"
      + matrix.survivors.map { t in
        var lines = ["  \(t.name)   \(t.says)", "    breaks   \(t.breaks)"]
        switch t.outcome {
        case .killed: break
        case .survived(let nearest?): lines.append("    nearest  \(Self.sentence(nearest))")
        case .survived(nil): lines.append("    nearest  no check")
        case .faulted(let why): lines.append("    fault    \(why)")
        }
        if let next = t.next { lines.append("    next     \(next)") }
        return lines.map { $0 + "\n" }.joined()
      }.joined()
  }

  private static func sentence(_ nearest: NearestCheck) -> String {
    let link =
      switch nearest.link {
      case .cites: "which cites it"
      case .reads: "which reads what it changes"
      }
    let said = [nearest.verdict?.rawValue ?? "not judged", nearest.said].filter { !$0.isEmpty }.joined(separator: ", ")
    return "\(nearest.name), \(link): \(said)"
  }

  private var impostors: String {
    let rows = matrix.impostors.map { t in
      let notes = (t.gates + t.earned).map(\.text) + [t.fault.map { "FAULTED: \($0)" }].compactMap(\.self)
      return [
        t.id, t.role.text, "\(t.gates.count)", "\(t.earned.count) of \(t.asked)",
        t.holds ? notes.joined(separator: " ") : "BELIEVED: \(notes.joined(separator: " "))",
      ]
    }
    return TextTable(["impostor", "role", "gates", "earned", ""], rows).text()
      + "\(matrix.impostors.count(where: \.holds)) of \(matrix.impostors.count) impostors earn nothing that counts\n"
  }

  private var twins: String {
    let rows = matrix.twins.map { t -> [String] in
      let notes = t.losses.map { "\($0.requirement) \($0.before.rawValue) -> \($0.after.rawValue), \($0.check)" }
      let fault = t.fault.map { ["FAULTED: \($0)"] } ?? []
      let said = t.compared == 0 && notes.isEmpty && fault.isEmpty ? "LOSES: nothing was met that it could lose" : nil
      return [
        t.id, t.role.text, "\(t.compared)",
        t.holds ? "loses nothing" : said ?? "LOSES: \((notes + fault).prefix(2).joined(separator: "; "))",
      ]
    }
    return TextTable(["twin", "role", "met", ""], rows).text()
      + "\(matrix.twins.count(where: \.holds)) of \(matrix.twins.count) twins lose nothing\n"
  }

  private var clauses: String {
    let unseen = matrix.forms.flatMap { form in
      form.clauses.filter { $0.outcome == .stands }.map { "  \(form.schema) \($0.place) \($0.keyword) \($0.value)" }
    }
    let more = unseen.count > 12 ? ["  and \(unseen.count - 12) more"] : []
    let list = unseen.isEmpty ? [] : ["Clauses that can be broken unseen:"] + unseen.prefix(12) + more
    return ([ClauseTally(matrix.forms).sentence] + list).map { $0 + "\n" }.joined()
  }

  private var variants: String {
    guard !matrix.variants.isEmpty else { return "These suites have no variants.\n" }
    let rows = matrix.variants.flatMap { v in
      v.isIdle
        ? [[v.variant, "-", "-", "IDLE: nothing fails in it that \(v.base) does not catch"]]
        : v.catches.prefix(1).map { one in
          let more = v.catches.count - 1
          return [v.variant, "\(v.catches.count)", one.check.check, one.defect + (more > 0 ? ", and \(more) more" : "")]
        }
    }
    return TextTable(["variant", "defects", "check that fails in it alone", "under"], rows).text()
      + "\(matrix.variants.count { !$0.isIdle }) of \(matrix.variants.count) variants count\n"
  }
}
