package import Documents

/// The page of a certificate, to be read and printed: what the signed claim says, and nothing else.
package enum CertificatePage {
  package static func bytes(_ claim: JSON, _ settings: ReportSettings) throws(ReportFailure) -> [UInt8] {
    let templates = try PageTemplates(settings.resource, ["certificate"])
    return Array(templates.render(view(claim), "certificate").utf8)
  }

  private static func view(_ claim: JSON) -> View {
    let product = "\(said(claim, "product", "name")) \(said(claim, "product", "version"))"
    let isSelfDeclared = claim["basis"]?.text != "witnessed"
    let isDraft = claim["profile"]?["draft"]?.bool ?? true
    let level = said(claim, "level", "name")
    var view = View([
      "title": "\(product), \(level): certificate", "product": product, "role": said(claim, "role"), "target": said(claim, "target"),
      "level": level == "none" ? "no level" : level, "meaning": said(claim, "level", "says"),
      "basis": isSelfDeclared ? "self-declared" : "witnessed",
      "witness": said(claim, "witness", "name"), "thumbprint": said(claim, "witness", "key"), "tested": said(claim, "tested"),
      "until": said(claim, "until"),
      "score": said(claim, "score", "says"), "percent": claim["score"]?["percent"]?.numberText,
      "atMost": claim["score"]?["at-most"]?.numberText,
      "profile": "\(said(claim, "profile", "name")) \(said(claim, "profile", "version"))", "adopted": adopted(claim),
      "log": said(claim, "log"),
      "tool": said(claim, "tool"), "checks": said(claim, "checks"), "transport": said(claim, "transport"),
      "people": claim["people"]?.text, "earlier": claim["earlier"]?.text,
      "runs": claim["runs"]?.numberText.map { $0 == "1" ? "1 run, the certified one" : "\($0) runs, the certified one included" }
        ?? "not counted",
      "nonce": said(claim, "nonce"), "seed": said(claim, "seed"),
    ])
    view.set("isDraft", isDraft)
    view.set("isSelfDeclared", isSelfDeclared)
    view.set("why", (claim["level"]?["why"]?.items ?? []).compactMap(\.text))
    view.set("classes", (claim["score"]?["classes"]?.members ?? [:]).map { View(["name": $0.name, "says": $0.value["says"]?.text]) })
    view.set(
      "suites",
      (claim["suites"]?.items ?? []).map { View(["name": said($0, "id"), "version": said($0, "version"), "digest": said($0, "digest")]) })
    view.set("edges", (claim["edges"]?.members ?? [:]).map { View(["name": $0.name, "dialect": $0.value.text]) })
    let policies = leaves(claim["policy"] ?? .null) + leaves(claim["vocabulary"] ?? .null)
    view.set("policies", policies)
    view.set("hasPolicies", !policies.isEmpty)
    let requirements = claim["requirements"]?.items ?? []
    let open = requirements.filter { $0["state"]?.text != "met" }
    view.set("exceptions", open.map(requirement))
    view.set("hasNoException", open.isEmpty)
    let beside = Self.beside(requirements, claim["errata"]?.items ?? [])
    view.set("beside", beside)
    view.set("hasNothingBeside", beside.isEmpty)
    view.set("met", requirements.filter { $0["state"]?.text == "met" }.map(requirement))
    return view
  }

  private static func adopted(_ claim: JSON) -> String? {
    claim["profile"]?["adopted"].map { "adopted by \(said($0, "by")) on \(said($0, "on"))" }
  }

  private static func requirement(_ r: JSON) -> View {
    View([
      "id": said(r, "id"), "state": said(r, "state"), "strength": said(r, "strength"), "grade": r["grade"]?.text.map { "evidence \($0)" },
      "reason": r["reason"]?.text, "strict": r["strict"]?.text, "text": said(r, "text"),
    ])
  }

  /// Waivers, interpretations and errata that were active, a row each.
  private static func beside(_ requirements: [JSON], _ errata: [JSON]) -> [View] {
    let kinds = [(key: "waivers", kind: "waiver"), (key: "interpretations", kind: "interpretation")]
    return kinds.flatMap { one in
      requirements.flatMap { r in
        (r[one.key]?.items ?? []).map { View(["kind": one.kind, "about": said(r, "id"), "says": said($0, "says")]) }
      }
    } + errata.map { View(["kind": "erratum", "about": said($0, "id"), "says": "\(said($0, "reason")), \(said($0, "upstream"))"]) }
  }

  /// `death.first: suspend` for each text of a declaration.
  private static func leaves(_ json: JSON, _ path: String = "") -> [View] {
    switch json {
    case .object(let members): members.flatMap { leaves($0.value, path.isEmpty ? $0.name : "\(path).\($0.name)") }
    case .array(let items): items.flatMap { leaves($0, path) }
    case .string(let text), .number(let text): [View(["name": path, "value": text])]
    case .bool(let flag): [View(["name": path, "value": "\(flag)"])]
    case .null: []
    }
  }

  private static func said(_ json: JSON, _ path: String...) -> String { path.reduce(json) { $0[$1] ?? .null }.text ?? "" }
}
