package import Documents

/// The matrix of a proof for the summary of a CI step: what stands in its JSON, and nothing else.
package enum ProofMarkdown {
  package static func text(_ proof: JSON) -> String {
    let isProven = proof["proven"]?.bool == true
    var out = "## \(isProven ? "Proven" : "Not proven")\n\n"
    out += MarkdownText.escape(ProofWords.sentence(proof)) + "\n\n"
    out += section("Clean run", list(ProofWords.texts(proof, "clean")))
    out += section("What survives, and what to do", survivors(proof))
    out += section("Defects", defects(proof))
    out += section("Impostors", impostors(proof))
    out += section("Twins", twins(proof))
    out += section("Variants", variants(proof))
    out += section("Requirements that no defect breaks", list(ProofWords.texts(proof, "unchallenged")))
    out += section("Clauses of schemas", list(ProofWords.clauses(proof)))
    return out
  }

  private static func section(_ title: String, _ body: String) -> String { body.isEmpty ? "" : "### \(title)\n\n\(body)\n" }
  private static func list(_ texts: [String]) -> String { texts.map { "- \(MarkdownText.escape($0))\n" }.joined() }

  private static func survivors(_ proof: JSON) -> String {
    let rows = ProofWords.items(proof, "defects").filter { !ProofWords.isKilled($0) }.map { d in
      [ProofWords.title(d), ProofWords.said(d, "breaks"), ProofWords.nearest(d), ProofWords.said(d, "next")]
    }
    return MarkdownText.table(["defect", "breaks", "nearest check", "next"], rows)
  }

  private static func defects(_ proof: JSON) -> String {
    let measured = proof["radius-measured"]?.bool == true
    let rows = ProofWords.items(proof, "defects").map { d in
      [ProofWords.title(d), ProofWords.said(d, "role"), ProofWords.said(d, "breaks"), ProofWords.outcome(d), ProofWords.by(d)]
        + (measured ? [d["radius"]?.numberText ?? "", ProofWords.collateral(d).joined(separator: " ")] : [])
    }
    return MarkdownText.table(["defect", "role", "breaks", "verdict", "by"] + (measured ? ["radius", "also fails"] : []), rows)
  }

  private static func impostors(_ proof: JSON) -> String {
    let rows = ProofWords.items(proof, "impostors").map { i in
      [
        ProofWords.said(i, "id"), ProofWords.said(i, "role"), i["holds"]?.bool == true ? "not believed" : "BELIEVED",
        "\(ProofWords.texts(i, "earned").count) of \(i["asked"]?.numberText ?? "0")",
        (ProofWords.texts(i, "gates") + ProofWords.texts(i, "earned") + [i["fault"]?.text].compactMap(\.self)).joined(separator: " "),
      ]
    }
    return MarkdownText.table(["impostor", "role", "verdict", "earned", "what"], rows)
  }

  private static func twins(_ proof: JSON) -> String {
    let rows = ProofWords.items(proof, "twins").map { t in
      [
        ProofWords.said(t, "id"), ProofWords.said(t, "role"), t["holds"]?.bool == true ? "loses nothing" : "LOSES",
        t["compared"]?.numberText ?? "0", ProofWords.losses(t).joined(separator: "; "),
      ]
    }
    return MarkdownText.table(["twin", "role", "verdict", "met", "what"], rows)
  }

  private static func variants(_ proof: JSON) -> String {
    let rows = ProofWords.items(proof, "variants").map { v in
      let first = ProofWords.items(v, "catches").first
      return [
        ProofWords.said(v, "variant"), v["idle"]?.bool == true ? "IDLE" : "\(ProofWords.items(v, "catches").count)",
        first.map { ProofWords.said($0, "check") } ?? "", first.map { ProofWords.said($0, "defect") } ?? "",
      ]
    }
    return MarkdownText.table(["variant", "defects", "check that fails in it alone", "under"], rows)
  }
}
