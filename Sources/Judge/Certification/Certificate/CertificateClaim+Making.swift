import Conformance
package import Documents
package import Evidence
import Facts
package import Signatures

extension CertificateClaim {
  /// What a log and its desk come to. `declared` is what the vendor declared, `errata` those of the suites as they were played, `log`
  /// the digest of the log.
  package init(
    _ subject: CertificateSubject, _ ledger: Ledger, _ terms: CertificateTerms, declared: JSON, errata: [Erratum] = [], log: String,
    key: VerificationKey
  ) throws(BundleRefusal) {
    guard let thumbprint = key.thumbprint else { throw BundleRefusal("a shared secret signs no certificate") }
    let run = ledger.run
    var m: Members = ["assay-certificate": .number(String(Self.version))]
    var witness: Members = ["key": .string(thumbprint)]
    switch terms.basis {
    case .selfDeclared: m.append("basis", "self-declared")
    case .witnessed(let name):
      m.append("basis", "witnessed")
      witness = ["name": .string(name), "key": .string(thumbprint)]
    }
    m.append("witness", .object(witness))
    m.append("product", declared["product"] ?? ["name": .string(subject.role.product)])
    m.append("target", .string(run.target ?? ""))
    m.append("role", .string(subject.role.role.text))
    m.append("tested", .string(run.today.description))
    if let until = terms.until { m.append("until", .string(until)) }
    if let level = subject.level { Self.append(level, &m) }
    m.append("score", Self.score(subject.role.score))
    m.append("suites", .array(run.suites.map { ["id": .string($0.id), "version": .string($0.version), "digest": .string($0.digest)] }))
    m.append("edges", .object(Members(run.edges.map { Member($0.edge, .string($0.dialect)) })))
    m.append("requirements", .array(subject.role.requirements.map(Self.requirement)))
    m.append("errata", .array(errata.map { ["id": .string($0.id), "reason": .string($0.reason), "upstream": .string($0.upstream)] }))
    m.append("policy", declared["policy"] ?? [:])
    m.append("vocabulary", declared["vocabulary"] ?? [:])
    if let patience = declared["clock"]?["patience"] { m.append("patience", patience) }
    m.append("transport", .string(Self.transport(run, declared, subject.role.role.text)))
    let lent = "lent by the vendor; masked, and sealed for the desk in people.jwe"
    m.append("people", .string(run.lent == nil ? "made up by the seed" : lent))
    if let earlier = run.earlier { m.append("earlier", .string("\(earlier)")) }
    m.append("nonce", .string(terms.nonce))
    m.append("seed", .string(run.seed))
    if let runs = terms.runs { m.append("runs", .number(String(runs))) }
    m.append("checks", .string("\(ledger.counts.text); \(ledger.accounting)"))
    m.append("tool", .string(run.tool))
    m.append("log", .string(log))
    if let declaration = run.declaration { m.append("declaration", .string(declaration)) }
    self.init(.object(m))
  }

  private static func append(_ level: LevelResult, _ m: inout Members) {
    var profile: Members = [
      "name": .string(level.profile.name), "version": .string(level.profile.version), "draft": .bool(level.profile.isDraft),
    ]
    if let adoption = level.profile.adoption { profile["adopted"] = ["by": .string(adoption.body), "on": .string(adoption.date)] }
    m.append("profile", .object(profile))
    m.append(
      "level",
      ["name": .string(level.level?.name ?? "none"), "says": .string("\(level)"), "why": .array(level.sentences.map { .string($0) })])
  }

  private static func score(_ score: Score) -> JSON {
    let classes = score.classes.map { Member($0.class.rawValue, tally($0.tally)) }
    var total = tally(score.total)
    total["classes"] = .object(Members(classes))
    return total
  }

  private static func tally(_ t: Tally) -> JSON {
    [
      "met": JSON(t.met), "not-met": JSON(t.notMet), "unseen": JSON(t.unseen), "percent": JSON(t.percent ?? 0),
      "at-most": JSON(t.atMost ?? 0),
      "says": .string("\(t)"),
    ]
  }

  private static func requirement(_ result: RequirementResult) -> JSON {
    let r = result.requirement
    var m: Members = [
      "id": .string(r.id.text), "state": .string(result.state.rawValue), "strength": .string(r.strength.rawValue),
      "class": .string(r.class.rawValue),
    ]
    if r.gate != nil { m.append("gate", true) }
    let grades = result.checks.filter { $0.verdict == .pass }.compactMap(\.grade)
    if result.state == .met, let best = grades.min() { m.append("grade", .string(best.rawValue)) }
    if result.state != .met, let reason = result.decisive?.reason { m.append("reason", .string(reason.rawValue)) }
    m.append("text", .string(r.text))
    if result.strict != result.state { m.append("strict", .string(result.strict.rawValue)) }
    if !result.met.isEmpty {
      m.append("interpretations", .array(result.met.map { said(BesideWire.encode($0), $0.sentence) }))
    }
    if !result.waivers.isEmpty {
      m.append("waivers", .array(result.waivers.map { said(BesideWire.encode($0.waiver), $0.sentence) }))
    }
    return .object(m)
  }

  /// With the sentence that reports have for it.
  private static func said(_ json: JSON, _ sentence: String) -> JSON {
    var m = json.members ?? [:]
    m.append("says", .string(sentence))
    return .object(m)
  }

  /// How the system was reached, and who it was by TLS. Logs of before do not hold that.
  private static func transport(_ run: RunStarted, _ declared: JSON, _ role: String) -> String {
    if let seen = run.identities.first(where: { $0.role.text == role }) { return "TLS: \(seen.says)" }
    let address = declared["roles"]?[role]?["base-url"]?.text ?? ""
    return address.hasPrefix("https:") ? "TLS; who answered is not recorded" : "plain HTTP, so nothing but the address says who answered"
  }
}
