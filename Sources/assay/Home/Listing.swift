import Conformance
import Engine
import Facts
import Population
import Reports
import Sandbox
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
      let missing = MissingWord.all(of: page)
      return page.base.edges.flatMap { edge in
        Knowledge.dialects.filter { $0.speaks(edge) }.map { dialect in
          let own = missing.filter { $0.edge.name.text == edge.name.text && $0.dialect.name == dialect.name }
          let lacks = own.isEmpty ? "everything" : "not " + own.map(\.feature).joined(separator: ", ")
          let whole = Knowledge.distinct(own.flatMap(\.stories))
          let parts = Knowledge.distinct(own.flatMap(\.parts)).filter { !whole.contains($0) }.map { "in part \($0)" }
          let left = (whole + parts).joined(separator: ", ")
          return [page.base.id.text, edge.name.text, "\(edge.from) -> \(edge.to)", dialect.name.text, lacks, left]
        }
      }
    }
    return TextTable(["scenario", "edge", "between", "dialect", "can say", "not applicable"], rows)
  }

  static func requirements(_ suites: [Suite]) -> TextTable {
    TextTable(
      ["requirement", "binds", "strength", "class", "checks", "text"],
      suites.flatMap { suite in
        let cited = (suite.instances(faults: Knowledge.faults).value ?? []).flatMap { $0.scenario.steps.flatMap(\.checks) }
          .compactMap { $0.requirement?.text }
        return (suite.requirements + suite.withdrawn).map { decl in
          let r = decl.requirement
          let notes = [
            r.when.map { "when \($0)" }, r.formerly.isEmpty ? nil : "formerly \(r.formerly.map(\.text).joined(separator: ", "))",
            decl.withdrawn.map { "withdrawn: \($0)" },
          ].compactMap(\.self)
          return [
            r.id.text, r.binds.text, r.strength.rawValue, r.class.rawValue, String(cited.filter { $0 == r.id.text }.count),
            r.text + notes.map { " (\($0))" }.joined(),
          ]
        }
      })
  }

  /// Readings of an open text, with how each is ruled.
  static func interpretations(_ suites: [Suite]) -> TextTable {
    TextTable(
      ["interpretation", "requirement", "seen", "ruling"],
      suites.flatMap(\.requirements).map(\.requirement).flatMap { r in
        r.interpretations.map { [$0.id, r.id.text, $0.seen, $0.ruling.rawValue] }
      })
  }

  /// With which bodies are judged; what the published form says stands beside the result.
  static func errata(_ suites: [Suite]) -> TextTable {
    TextTable(
      ["erratum", "suite", "schema", "reason", "upstream"],
      suites.flatMap { suite in
        suite.schemas.errata.map { [$0.id, suite.id.text, $0.schema, $0.reason, $0.upstream] }
      })
  }

  static func defects(_ roles: [String]) -> TextTable {
    var all: [[String]] = []
    func add(_ role: Role, _ name: String, _ isDefect: Bool, _ says: String) {
      if roles.isEmpty || roles.contains(role.text) { all.append([role.text, name, isDefect ? "defect" : "twist", says]) }
    }
    for system in Registers.cards() {
      for d in system.defects { add(system.role, d.name, true, d.says) }
      for t in system.twists { add(system.role, t.name, false, t.says) }
    }
    for (d, dialects) in Deviations.onWires() { add(d.role, d.name, d.isDefect, "\(d.says) (\(dialects.joined(separator: ", ")))") }
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
          a.key.text, a.isOrganisation ? "-" : a.sex?.rawValue ?? "any",
          (a.identifiers.map(\.text) + a.pending.map { "(\($0))" }).joined(separator: " "),
          roles.map(\.text).joined(separator: " "), a.says,
        ]
      })
  }

  static func verdicts() -> TextTable { TextTable(VerdictTable.head, VerdictTable.rows) }

  static func schemas() -> TextTable {
    TextTable(
      ["schema", "of"], PageSchema.Kind.allCases.map { [$0.rawValue, $0.says] } + ReportSchema.allCases.map { [$0.rawValue, $0.says] })
  }

  static func formats() -> TextTable {
    TextTable(["format", "file", "what it is"], Formats.all.map(\.card).map { [$0.name, $0.file ?? "-", $0.title] })
  }
}
