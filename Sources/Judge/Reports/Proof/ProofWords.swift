import Documents

/// What a matrix says, in the words of every format.
enum ProofWords {
  static func items(_ json: JSON, _ name: String) -> [JSON] { json[name]?.items ?? [] }
  static func texts(_ json: JSON, _ name: String) -> [String] { items(json, name).compactMap(\.text) }
  static func said(_ json: JSON, _ name: String) -> String { json[name]?.text ?? "" }

  static func sentence(_ proof: JSON) -> String {
    let why = texts(proof, "why")
    if proof["proven"]?.bool != true { return why.isEmpty ? "nothing was proven" : why.joined(separator: ", ") }
    return proof["part"]?.bool == true
      ? "the defect is killed by the requirement that it breaks; this is a part of a proof"
      : "every defect is killed by the requirement that it breaks, no impostor is believed, no twin loses anything"
  }

  /// `mis-pays-the-deceased over events=opencrvs`
  static func title(_ defect: JSON) -> String {
    let over = said(defect, "over")
    return over.isEmpty ? said(defect, "id") : "\(said(defect, "id")) over \(over)"
  }
  static func isKilled(_ defect: JSON) -> Bool { said(defect, "outcome") == "killed" }
  static func outcome(_ defect: JSON) -> String { isKilled(defect) ? "killed" : said(defect, "outcome").uppercased() }

  /// The check that killed it, or what is said instead.
  static func by(_ defect: JSON) -> String {
    switch said(defect, "outcome") {
    case "killed": name(defect["killed-by"])
    case "survived": nearest(defect)
    default: said(defect, "fault")
    }
  }

  static func nearest(_ defect: JSON) -> String {
    guard let nearest = defect["nearest"], !nearest.isNull else { return said(defect, "fault") }
    let said = [nearest["verdict"]?.text ?? "not judged", said(nearest, "said")].filter { !$0.isEmpty }.joined(separator: ", ")
    return "\(name(nearest)): \(said)"
  }

  static func collateral(_ defect: JSON) -> [String] { texts(defect, "failed").filter { $0 != said(defect, "breaks") } }

  static func losses(_ twin: JSON) -> [String] {
    items(twin, "lost").map { "\(said($0, "requirement")) \(said($0, "before")) -> \(said($0, "after")), \(said($0, "check"))" }
      + [twin["fault"]?.text].compactMap(\.self)
  }

  private static func name(_ check: JSON?) -> String {
    check.map { [said($0, "scenario"), said($0, "check")].filter { !$0.isEmpty }.joined(separator: " ") } ?? ""
  }

  /// Empty where no check judges by a schema; then the clauses that can be broken unseen, one by one.
  static func clauses(_ proof: JSON) -> [String] {
    guard let tally = proof["clauses"], tally["all"]?.int ?? 0 > 0 else { return [] }
    let unseen = items(proof, "forms").flatMap { form in
      items(form, "clauses").filter { $0["outcome"]?.text == "stands" }.map { one in
        "\(said(form, "schema")) \(said(one, "at")) \(said(one, "keyword")) \(said(one, "value")): STANDS"
      }
    }
    return [said(tally, "sentence")] + unseen
  }
}
