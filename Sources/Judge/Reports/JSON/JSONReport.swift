import Conformance
package import Documents
package import Evidence
import Facts

/// The run as JSON, by the published schema `reports/schema/report.schema.json`.
///
/// MUST NOT CHANGE but by addition: gates and dashboards read this. A changed meaning is a new number in `assay-report`.
package struct JSONReport: ReportFormat {
  package static let version = 1
  package init() {}
  package var card: FormatCard { FormatCard(name: "json", file: "report.json", title: "JSON by a published schema") }

  package func write(_ ledger: Ledger, _ settings: ReportSettings, to sink: inout some ByteSink) throws(ReportFailure) {
    sink.write(Self.document(ledger).encoded(pretty: true))
    sink.write("\n")
  }

  package static func document(_ ledger: Ledger) -> JSON {
    let headline = Headline(ledger)
    var m = Members([("assay-report", JSON(version)), ("run", run(ledger))])
    m.append(
      "verdict",
      ["word": .string(headline.word), "sentence": .string(headline.sentence), "exit": JSON(Int(ledger.status.rawValue))])
    m.append("cause", ledger.cause.map { JSONReport.cause($0, ledger) } ?? .null)
    m.append("counts", counts(ledger.counts))
    m.append("accounting", accounting(ledger))
    m.append("coverage", ["with-check": JSON(ledger.coverage.withCheck), "testable": JSON(ledger.coverage.testable)])
    m.append("roles", .array(ledger.roles.map(role)))
    if let account = ledger.expectations { m.append("expectations", expectations(account)) }
    m.append("declarations", .array(ledger.declarations.map(declaration)))
    if !ledger.errata.isEmpty { m.append("errata", .array(ledger.errata.map(erratum))) }
    m.append("apart", texts(ledger.apart))
    m.append("requirements", .array(ledger.requirements.map(requirement)))
    m.append("instances", .array(ledger.instances.map { instance($0, ledger) }))
    return .object(m)
  }

  static func counts(_ counts: VerdictCounts) -> JSON {
    .object(Members(Verdict.allCases.map { Member($0.rawValue, JSON(counts[$0])) }))
  }

  private static func run(_ ledger: Ledger) -> JSON {
    let run = ledger.run
    var m = Members([("id", .string(run.run)), ("tool", .string(run.tool)), ("seed", .string(run.seed))])
    m.append("today", .string("\(run.today)"))
    m.append(ifAny: "target", run.target)
    m.append("command", .string(run.command))
    m.append("selection", .bool(run.isSelection))
    if let part = run.part {
      var one = Members([("instances", JSON(part.instances))])
      one.append(ifAny: "shard", part.shard)
      m.append("part", .object(one))
    }
    m.append("interrupted", .bool(ledger.isInterrupted))
    m.append("milliseconds", JSON(ledger.milliseconds))
    m.append(
      "actors",
      .array(run.actors.map { ["role": .string($0.role.text), "real": .bool($0.isReal), "product": .string($0.product)] }))
    if !run.identities.isEmpty {
      m.append("identities", .array(run.identities.map { ["role": .string($0.role.text), "says": .string($0.says)] }))
    }
    m.append(ifAny: "lent", run.lent)
    if let earlier = run.earlier { m.append("earlier", EarlierWire.encode(earlier)) }
    m.append(
      "suites", .array(run.suites.map { ["id": .string($0.id), "version": .string($0.version), "digest": .string($0.digest)] }))
    m.append("edges", .object(Members(run.edges.map { Member($0.edge, .string($0.dialect)) })))
    if !run.words.isEmpty {
      m.append(
        "vocabulary",
        .array(run.words.map { ["list": .string($0.list), "ours": .string($0.ours), "theirs": .string($0.theirs)] }))
    }
    if !run.policies.isEmpty {
      m.append(
        "policy", .array(run.policies.map { ["name": .string($0.name), "value": .string($0.value), "declared": .bool($0.isDeclared)] }))
    }
    return .object(m)
  }

  private static func accounting(_ ledger: Ledger) -> JSON {
    let books = ledger.accounting
    return [
      "planned": JSON(books.planned), "accounted": JSON(books.accounted), "holds": .bool(books.holds),
      "vanished": texts(books.vanished.map(\.description)), "unplanned": texts(books.unplanned.map(\.description)),
      "twice": texts(books.twice.map(\.description)), "unsound": texts(ledger.flaws),
    ]
  }

  static func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
}

extension Members {
  init(_ pairs: [(String, JSON)]) { self.init(pairs.map { Member($0.0, $0.1) }) }

  mutating func append(ifAny name: String, _ value: String?) {
    if let value { append(name, .string(value)) }
  }
}
