import Conformance
package import Documents
import Evidence

/// A file that is no matrix of `assay prove`, or one of another version.
package struct ProofRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  package let why: String
  package var description: String { why }
}

extension ProofMatrix {
  /// Reads what `json` wrote. What follows from the rest (whether it holds, who survives) is worked out again, and never believed.
  package init(_ json: JSON) throws(ProofRefusal) {
    guard json["assay-proof"]?.int == 1 else {
      throw ProofRefusal(why: "this is no matrix of `assay prove --json`, or one of another version")
    }
    self.init(
      scope: Scope(
        suites: try Self.list(json, "suites") { one throws(ProofRefusal) in
          .init(id: try Self.text(one, "id"), version: try Self.text(one, "version"), digest: try Self.text(one, "digest"))
        },
        tool: try Self.text(json, "tool"), seed: try Self.text(json, "seed"), today: try Self.text(json, "today"),
        isPart: json["part"]?.bool ?? true, measuresRadius: json["radius-measured"]?.bool ?? false),
      blemishes: try Self.texts(json, "clean"), requirements: try Self.list(json, "requirements", Self.row),
      defects: try Self.list(json, "defects", Self.defect), impostors: try Self.list(json, "impostors", Self.impostor),
      twins: try Self.list(json, "twins", Self.twin), unchallenged: try Self.ids(json, "unchallenged"),
      variants: try Self.list(json, "variants", Self.variant), checks: try Self.list(json, "checks", Self.check),
      forms: json["forms"] == nil ? [] : try Self.list(json, "forms", Self.form))
  }

  private static func form(_ json: JSON) throws(ProofRefusal) -> FormTrial {
    FormTrial(
      suite: try text(json, "suite"), schema: try text(json, "schema"), messages: try count(json, "messages"),
      clauses: try list(json, "clauses") { one throws(ProofRefusal) in
        ClauseTrial(
          place: try text(one, "at"), keyword: try text(one, "keyword"), value: try text(one, "value"), outcome: try word(one, "outcome"),
          unsent: one["unsent"]?.text == nil ? nil : try word(one, "unsent"), errata: try texts(one, "errata"))
      })
  }

  private static func row(_ json: JSON) throws(ProofRefusal) -> RequirementRow {
    RequirementRow(
      id: RequirementID(try text(json, "id")), suite: try text(json, "suite"), binds: RoleName(try text(json, "binds")),
      kind: try word(json, "class"), strength: try word(json, "strength"), text: try text(json, "text"))
  }

  private static func defect(_ json: JSON) throws(ProofRefusal) -> DefectTrial {
    let outcome: DefectTrial.Outcome
    switch try text(json, "outcome") {
    case "killed": outcome = .killed(by: try name(json["killed-by"] ?? .null))
    case "survived": outcome = .survived(try nearest(json["nearest"]))
    case "faulted": outcome = .faulted(try text(json, "fault"))
    case let other: throw ProofRefusal(why: "`\(other)` is no outcome of a defect")
    }
    return DefectTrial(
      try text(json, "id"), role: RoleName(try text(json, "role")), breaks: RequirementID(try text(json, "breaks")),
      says: try text(json, "says"), over: try text(json, "over"), outcome: outcome, failed: try ids(json, "failed"),
      radius: json["radius"]?.int,
      played: try texts(json, "played"), failing: try list(json, "failing", name))
  }

  private static func nearest(_ json: JSON?) throws(ProofRefusal) -> NearestCheck? {
    guard let json, !json.isNull else { return nil }
    let verdict: Verdict? = json["verdict"]?.text == nil ? nil : try word(json, "verdict")
    return NearestCheck(
      try name(json), try word(json, "link"), verdict: verdict, said: try text(json, "said"), next: try text(json, "next"))
  }

  private static func impostor(_ json: JSON) throws(ProofRefusal) -> ImpostorTrial {
    ImpostorTrial(
      try text(json, "id"), role: RoleName(try text(json, "role")), asked: try count(json, "asked"), earned: try ids(json, "earned"),
      gates: try ids(json, "gates"), fault: json["fault"]?.text)
  }

  private static func twin(_ json: JSON) throws(ProofRefusal) -> TwinTrial {
    TwinTrial(
      try text(json, "id"), role: RoleName(try text(json, "role")), compared: try count(json, "compared"),
      losses: try list(json, "lost") { loss throws(ProofRefusal) in
        .init(
          requirement: RequirementID(try text(loss, "requirement")), before: try word(loss, "before"), after: try word(loss, "after"),
          check: try text(loss, "check"))
      }, fault: json["fault"]?.text)
  }

  private static func variant(_ json: JSON) throws(ProofRefusal) -> VariantWorth {
    VariantWorth(
      variant: try text(json, "variant"), base: try text(json, "base"),
      catches: try list(json, "catches") { one throws(ProofRefusal) in .init(try name(one), under: try text(one, "defect")) })
  }

  private static func check(_ json: JSON) throws(ProofRefusal) -> CheckStanding {
    CheckStanding(
      suite: try text(json, "suite"), name: try name(json), requirement: json["requirement"]?.text.map { RequirementID($0) },
      tried: try count(json, "tried"), fails: try texts(json, "fails"))
  }

  private static func name(_ json: JSON) throws(ProofRefusal) -> CheckName {
    CheckName(try text(json, "scenario"), try text(json, "check"))
  }

  // MARK: members

  private static func text(_ json: JSON, _ name: String) throws(ProofRefusal) -> String {
    guard let text = json[name]?.text else { throw ProofRefusal(why: "the matrix has no text `\(name)` where one is needed") }
    return text
  }
  private static func count(_ json: JSON, _ name: String) throws(ProofRefusal) -> Int {
    guard let count = json[name]?.int, count >= 0 else { throw ProofRefusal(why: "the matrix has no number `\(name)` where one is needed") }
    return count
  }
  private static func word<T: RawRepresentable<String>>(_ json: JSON, _ name: String) throws(ProofRefusal) -> T {
    let written = try text(json, name)
    guard let word = T(rawValue: written) else { throw ProofRefusal(why: "`\(written)` is no word for `\(name)`") }
    return word
  }
  private static func list<T>(_ json: JSON, _ name: String, _ read: (JSON) throws(ProofRefusal) -> T) throws(ProofRefusal) -> [T] {
    guard let items = json[name]?.items else { throw ProofRefusal(why: "the matrix has no list `\(name)` where one is needed") }
    var all: [T] = []
    for item in items { all.append(try read(item)) }
    return all
  }
  private static func texts(_ json: JSON, _ name: String) throws(ProofRefusal) -> [String] {
    try list(json, name) { item throws(ProofRefusal) in
      guard let text = item.text else { throw ProofRefusal(why: "`\(name)` of the matrix is no list of texts") }
      return text
    }
  }
  private static func ids(_ json: JSON, _ name: String) throws(ProofRefusal) -> [RequirementID] {
    try texts(json, name).map { RequirementID($0) }
  }
}
