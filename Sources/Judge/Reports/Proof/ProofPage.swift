package import Documents

/// The matrix of a proof as one page that needs nothing beside itself: verdict and survivors first, then the picture of
/// defects over requirements, suite by suite.
package enum ProofPage {
  package static func bytes(_ proof: JSON, _ settings: ReportSettings) throws(ReportFailure) -> [UInt8] {
    let templates = try PageTemplates(settings.resource, ["proof", "style", "dark"])
    return Array(templates.render(view(proof), "proof").utf8)
  }

  private static func view(_ proof: JSON) -> View {
    let isProven = proof["proven"]?.bool == true
    let suites = ProofWords.items(proof, "suites")
    var view = View([
      "title": "\(isProven ? "Proven" : "Not proven"): \(suites.map { ProofWords.said($0, "id") }.joined(separator: ", "))",
      "tone": isProven ? "ok" : "bad", "verdict": isProven ? "PROVEN" : "NOT PROVEN", "sentence": ProofWords.sentence(proof),
      "suites": suites.map { "\(ProofWords.said($0, "id")) \(ProofWords.said($0, "version"))" }.joined(separator: ", "),
      "today": ProofWords.said(proof, "today"), "seed": ProofWords.said(proof, "seed"), "tool": ProofWords.said(proof, "tool"),
      "median": proof["median-radius"]?.numberText,
    ])
    view.set("counts", counts(proof))
    view.set("clean", ProofWords.texts(proof, "clean"))
    view.set("isUnclean", !ProofWords.texts(proof, "clean").isEmpty)
    view.set("isMeasured", proof["radius-measured"]?.bool == true)
    let defects = ProofWords.items(proof, "defects")
    let survivors = defects.filter { !ProofWords.isKilled($0) }.map(survivor)
    view.set("survivors", survivors)
    view.set("hasSurvivors", !survivors.isEmpty)
    view.set("grids", grids(proof))
    view.set("defects", defects.map(defect))
    rows(&view, "impostors", ProofWords.items(proof, "impostors").map(impostor))
    rows(&view, "twins", ProofWords.items(proof, "twins").map(twin))
    rows(&view, "variants", ProofWords.items(proof, "variants").map(variant))
    rows(&view, "unchallenged", unchallenged(proof))
    rows(&view, "clauses", ProofWords.clauses(proof).map { View(["text": $0]) })
    view.set("digests", suites.map { View(["name": ProofWords.said($0, "id"), "digest": ProofWords.said($0, "digest")]) })
    return view
  }

  /// A section that is left out where it has no row.
  private static func rows(_ view: inout View, _ name: String, _ views: [View]) {
    view.set(name, views)
    view.set("has\(name.prefix(1).uppercased())\(name.dropFirst())", !views.isEmpty)
  }

  private static func counts(_ proof: JSON) -> [View] {
    func count(_ name: String, _ good: (JSON) -> Bool, _ what: String) -> View? {
      let all = ProofWords.items(proof, name)
      guard !all.isEmpty else { return nil }
      let held = all.count(where: good)
      return View(["tone": held == all.count ? "ok" : "bad", "number": "\(held) of \(all.count)", "what": what])
    }
    let clauses = proof["clauses"].flatMap { tally -> View? in
      guard let all = tally["all"]?.int, all > 0, let fall = tally["fall"]?.int else { return nil }
      return View(["tone": tally["stand"]?.int == 0 ? "ok" : "bad", "number": "\(fall) of \(all)", "what": "clauses of schemas fall"])
    }
    return [
      count("defects", ProofWords.isKilled, "defects killed"), count("impostors", { $0["holds"]?.bool == true }, "impostors not believed"),
      count("twins", { $0["holds"]?.bool == true }, "twins lose nothing"),
      count("variants", { $0["idle"]?.bool != true }, "variants count"), clauses,
    ].compactMap(\.self)
  }

  private static func survivor(_ d: JSON) -> View {
    View([
      "id": ProofWords.title(d), "role": ProofWords.said(d, "role"), "says": ProofWords.said(d, "says"),
      "breaks": ProofWords.said(d, "breaks"), "outcome": ProofWords.said(d, "outcome"), "nearest": ProofWords.nearest(d),
      "next": ProofWords.said(d, "next"),
    ])
  }

  private static func defect(_ d: JSON) -> View {
    View([
      "id": ProofWords.title(d), "role": ProofWords.said(d, "role"), "says": ProofWords.said(d, "says"),
      "breaks": ProofWords.said(d, "breaks"), "tone": ProofWords.isKilled(d) ? "ok" : "bad", "outcome": ProofWords.outcome(d),
      "by": ProofWords.by(d), "radius": d["radius"]?.numberText, "also": ProofWords.collateral(d).joined(separator: " "),
    ])
  }

  private static func impostor(_ i: JSON) -> View {
    let holds = i["holds"]?.bool == true
    let notes = ProofWords.texts(i, "gates") + ProofWords.texts(i, "earned") + [i["fault"]?.text].compactMap(\.self)
    return View([
      "id": ProofWords.said(i, "id"), "role": ProofWords.said(i, "role"), "tone": holds ? "ok" : "bad",
      "verdict": holds ? "not believed" : "believed",
      "earned": "\(ProofWords.texts(i, "earned").count) of \(i["asked"]?.numberText ?? "0")", "notes": notes.joined(separator: " "),
    ])
  }

  private static func twin(_ t: JSON) -> View {
    let holds = t["holds"]?.bool == true
    return View([
      "id": ProofWords.said(t, "id"), "role": ProofWords.said(t, "role"), "tone": holds ? "ok" : "bad",
      "verdict": holds ? "loses nothing" : "loses", "met": t["compared"]?.numberText, "notes": ProofWords.losses(t).joined(separator: "; "),
    ])
  }

  private static func variant(_ v: JSON) -> View {
    let catches = ProofWords.items(v, "catches")
    return View([
      "id": ProofWords.said(v, "variant"), "tone": catches.isEmpty ? "open" : "ok", "verdict": catches.isEmpty ? "idle" : "counts",
      "check": catches.first.map { ProofWords.said($0, "check") },
      "defects": catches.map { ProofWords.said($0, "defect") }.joined(separator: " "),
    ])
  }

  private static func unchallenged(_ proof: JSON) -> [View] {
    let open = Set(ProofWords.texts(proof, "unchallenged"))
    return ProofWords.items(proof, "requirements").filter { open.contains(ProofWords.said($0, "id")) }.map { r in
      View(["id": ProofWords.said(r, "id"), "binds": ProofWords.said(r, "binds"), "text": ProofWords.said(r, "text")])
    }
  }
}
