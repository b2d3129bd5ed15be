import Documents

extension ProofPage {
  /// Defects over requirements, suite by suite: a column for each requirement that a defect names or fails.
  static func grids(_ proof: JSON) -> [View] {
    let defects = ProofWords.items(proof, "defects")
    let touched = Set(defects.flatMap { [ProofWords.said($0, "breaks")] + ProofWords.texts($0, "failed") })
    let requirements = ProofWords.items(proof, "requirements").filter { touched.contains(ProofWords.said($0, "id")) }
    return ProofWords.items(proof, "suites").compactMap { suite in
      let columns = requirements.filter { ProofWords.said($0, "suite") == ProofWords.said(suite, "id") }
      let ids = columns.map { ProofWords.said($0, "id") }
      let own = defects.filter { d in ids.contains(ProofWords.said(d, "breaks")) }
      guard !own.isEmpty else { return nil }
      var grid = View(["suite": ProofWords.said(suite, "id")])
      grid.set("columns", columns.map { View(["id": ProofWords.said($0, "id"), "text": ProofWords.said($0, "text")]) })
      grid.set("rows", own.map { row($0, ids) })
      return grid
    }
  }

  private static func row(_ defect: JSON, _ ids: [String]) -> View {
    let breaks = ProofWords.said(defect, "breaks")
    let failed = Set(ProofWords.texts(defect, "failed"))
    var row = View(["id": ProofWords.title(defect), "says": ProofWords.said(defect, "says")])
    row.set("cells", ids.map { cell($0, breaks, ProofWords.isKilled(defect), failed) })
    return row
  }

  private static func cell(_ id: String, _ breaks: String, _ isKilled: Bool, _ failed: Set<String>) -> View {
    guard id != breaks else {
      return View([
        "kind": isKilled ? "killed" : "missed", "mark": isKilled ? "●" : "✕", "word": isKilled ? "killed by it" : "not caught by it",
      ])
    }
    return failed.contains(id) ? View(["kind": "beside", "mark": "○", "word": "fails too"]) : View(["kind": "none"])
  }
}
