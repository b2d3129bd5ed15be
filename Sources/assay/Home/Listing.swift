import Conformance
import DialectsDCI
import DialectsIdentity
import DialectsPayments
import Facts
import Population
import Reports
import Scenarios
import SourceText
import Timeline

/// The tables of `assay list`.
enum Listing {
  static func suites(_ suites: [Suite]) -> TextTable {
    TextTable(
      ["suite", "version", "scenarios", "requirements", "title"],
      suites.map { [$0.id.text, $0.version, String($0.pages.count), String($0.requirements.count), $0.title] })
  }

  static func scenarios(_ suites: [Suite]) -> TextTable {
    TextTable(
      ["scenario", "suite", "title"],
      suites.flatMap { suite in
        suite.pages.flatMap { page in
          [[page.base.id.text, suite.id.text, page.base.title]]
            + page.variants.map { v in
              let rows = v.forEach.map { page.base.rows(of: $0).map { "[\($0.count)]" } ?? "[dialect]" } ?? ""
              return ["\(page.base.id)/\(v.name)\(rows)", suite.id.text, v.title]
            }
        }
      })
  }

  /// Which dialects can be put on each edge, and what they cannot say there.
  static func byDialect(_ suites: [Suite]) -> TextTable {
    let rows = suites.flatMap(\.pages).flatMap { page in
      page.base.edges.flatMap { edge in
        Knowledge.dialects.compactMap { dialect -> [String]? in
          let missing = edge.kinds.filter { kind in !dialect.carries.contains { $0.kind == kind } }
          guard missing.count < edge.kinds.count else { return nil }
          let lacks = missing.isEmpty ? "everything" : "not " + missing.map(\.text).joined(separator: ", ")
          return [page.base.id.text, edge.name.text, "\(edge.from) -> \(edge.to)", dialect.name.text, lacks]
        }
      }
    }
    return TextTable(["scenario", "edge", "between", "dialect", "can say"], rows)
  }

  static func requirements(_ suites: [Suite]) -> TextTable {
    TextTable(
      ["requirement", "binds", "strength", "class", "checks", "text"],
      suites.flatMap { suite in
        let cited = (suite.instances(faults: Knowledge.faults).value ?? []).flatMap { $0.scenario.steps.flatMap(\.checks) }
          .compactMap { $0.requirement?.text }
        return suite.requirements.map(\.requirement).map { r in
          [
            r.id.text, r.binds.text, r.strength.rawValue, r.class.rawValue, String(cited.filter { $0 == r.id.text }.count),
            r.text + (r.when.map { " (when \($0))" } ?? ""),
          ]
        }
      })
  }

  static func defects(_ roles: [String]) -> TextTable {
    let systems = Registers.cards().flatMap { system in
      system.defects.map { [system.role.text, $0.name, "defect", $0.says] } + system.twists.map { [system.role.text, $0.name, "twist", $0.says] }
    }
    let wires =
      DCIDeviation.all.map { [$0.role.text, $0.name, $0.isDefect ? "defect" : "twist", "\($0.says) (dci-crvs)"] }
      + MosipIDA.deviations.map { ["id", $0.name, "defect", "\($0.says) (mosip-ida)"] }
      + G2PBridge.deviations.map { [$0.role.text, $0.name, $0.isDefect ? "defect" : "twist", "\($0.says) (g2p-bridge)"] }
    let all = (systems + wires).filter { roles.isEmpty || roles.contains($0[0]) }
    return TextTable(["role", "name", "kind", "what it does"], all)
  }

  static func people(_ library: Library) throws -> TextTable {
    let loaded = PopulationLibrary.load { library.bytes($0) }
    guard let population = loaded.value, loaded.errors.isEmpty else { throw Complaints(loaded.diagnostics) }
    return TextTable(
      ["person", "sex", "has", "known to", "says"],
      population.archetypes.map { a in
        let roles = [Role.crvs, .id, .mis, .payments].filter { role in KnownTo(role: role).map { a.knownTo.contains($0) } ?? false }
        return [
          a.key.text, a.isOrganisation ? "-" : a.sex?.rawValue ?? "any", (a.identifiers.map(\.text) + a.pending.map { "(\($0))" }).joined(separator: " "),
          roles.map(\.text).joined(separator: " "), a.says,
        ]
      })
  }

  static func formats() -> TextTable {
    TextTable(["format", "file", "what it is"], Formats.all.map(\.card).map { [$0.name, $0.file ?? "-", $0.title] })
  }
}
