package import Conformance
import SourceText

extension Suite {
  /// By requirement, withdrawn ones too, a text that is the same as long as its row and all that judges it are: every check that cites
  /// it, with the step that the check stands in. What dialects can spoil is no part of it.
  package func substance() -> [(decl: RequirementDecl, text: String)] {
    var judged: [String: [String]] = [:]
    for one in instances().value ?? [] {
      for step in one.scenario.steps {
        for check in step.checks {
          guard let id = check.requirement?.text else { continue }
          let place = "\(one.key) \(step.id) \(check.name) "
          judged[id, default: []].append(place + step.node.without("checks").substance + check.node.substance)
        }
      }
    }
    return (requirements + withdrawn).map { decl in
      // A new id is no new clause.
      let row = decl.node.without("formerly").substance
      return (decl, ([row] + (judged[decl.id.text] ?? [])).joined(separator: "\n").replacing(decl.id.text, with: "#"))
    }
  }

  /// A check as its author wrote it, in however many variants and rows it is played.
  package struct WrittenCheck: Sendable {
    /// `CR-06 stopped.no-line`, of the base.
    package let name: String
    package let check: Check
  }

  /// Every check of every page, in the order of the pages.
  package func writtenChecks(faults: (FaultQuestion) -> [String] = { _ in [] }) -> [WrittenCheck] {
    var seen: Set<String> = []
    return (instances(faults: faults).value ?? []).flatMap { one in
      one.scenario.steps.flatMap { step in
        step.checks.map { WrittenCheck(name: "\(one.base) \(step.id).\($0.name)", check: $0) }
      }
    }.filter { seen.insert($0.name).inserted }
  }
}

extension Node {
  /// One text for one content: whatever the layout, the comments and the quotes.
  fileprivate var substance: String {
    switch form {
    case .scalar(let scalar): "\(scalar.text.utf8.count):\(scalar.text)"
    case .sequence(let items): "[" + items.map(\.substance).joined(separator: ",") + "]"
    case .mapping(let entries): "{" + entries.map { "\($0.name):\($0.value.substance)" }.joined(separator: ",") + "}"
    }
  }
}

extension PublicationRecord {
  /// What suite.yaml says beside what publishing decides; nil where it cannot be read.
  package static func head(_ bytes: [UInt8]) -> String? {
    guard var root = YAMLReader().read(bytes, name: "suite.yaml").value else { return nil }
    for key in ["version", "status", "published"] { root[key] = nil }
    return root.substance
  }

  /// What has changed since, given the digest of each requirement as it is now.
  package func changes(to suite: Suite, digests: [RequirementID: String]) -> SuiteChanges {
    var changes = SuiteChanges()
    func held(_ id: String) -> Row? { rows.first { $0.id.text == id && $0.state == .held } }
    for decl in suite.requirements {
      let id = decl.id.text
      let before = held(id) ?? decl.formerly.lazy.compactMap { held($0.text) }.first
      guard let before else {
        changes.added.append(id)
        continue
      }
      if before.id.text != id { changes.renamed.append(.init(before.id.text, id)) }
      if before.digest != digests[decl.id] { changes.changed.append(id) }
    }
    changes.withdrawn = suite.withdrawn.filter { row in
      held(row.id.text) != nil || row.formerly.contains { held($0.text) != nil }
    }.map(\.id.text)
    return changes
  }

  /// The record with a version more. A version that is published again, adopted after it was a draft, takes the place of itself.
  package func adding(_ version: Version, of suite: Suite, digests: [RequirementID: String]) -> PublicationRecord {
    var rows = suite.requirements.map { Row(id: Word($0.id.text, $0.span), state: .held, digest: digests[$0.id] ?? "") }
    rows += suite.withdrawn.map { Row(id: Word($0.id.text, $0.span), state: .withdrawn, digest: digests[$0.id] ?? "") }
    rows += (suite.requirements + suite.withdrawn).flatMap { decl in
      decl.formerly.map { Row(id: $0, state: .renamed, digest: digests[decl.id] ?? "") }
    }
    rows += self.rows.filter { old in !rows.contains { $0.id == old.id } }
    return PublicationRecord(versions: versions.filter { $0.version != version.version } + [version], rows: rows)
  }
}
