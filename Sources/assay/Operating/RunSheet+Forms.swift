import Facts
import Population

extension RunSheet {
  enum Form: String, CaseIterable { case text, csv, answers }

  func written(_ form: Form, command: String, seed: String) -> String {
    switch form {
    case .text: text(command)
    case .csv: Self.csv(csvRows)
    case .answers: answers(seed)
    }
  }

  private func text(_ command: String) -> String {
    guard !items.isEmpty else { return "nothing is left for people to do: every act has its hook\n" }
    let rows = items.enumerated().map { i, item in
      [
        String(i + 1), item.name, item.person.map { Self.words($0) } ?? "",
        item.with.map { "\($0.name): \($0.value)" }.joined(separator: ", "), item.notes.joined(separator: ", "), item.says,
      ]
    }
    return TextTable(["", "item", "person", "with", "note down", "what"], rows).text()
      + "\nPlay it with these people: \(command)\nAnswer: assay answer OUT \"\(items[0].name)\" --by NAME, "
      + "or the page whose address the run says, or `operator.answers` of the target file\n"
  }

  private static func words(_ p: Person) -> String {
    "\(p.name), \(p.sex.rawValue), born \(p.born), \(p.identifiers.map { "\($0.scheme) \($0.value)" }.joined(separator: ", "))"
  }

  private var csvRows: [[String]] {
    let schemes = Knowledge.distinct(items.flatMap { $0.person?.identifiers ?? [] }.map(\.scheme.text))
    return [["item", "act", "given", "family", "sex", "born"] + schemes + ["with", "note down", "done", "by"]]
      + items.map { item in
        let p = item.person
        return [item.name, item.act, p?.name.given ?? "", p?.name.family ?? "", p?.sex.rawValue ?? "", p?.born.description ?? ""]
          + schemes.map { s in p?.identifiers.first { $0.scheme.text == s }?.value ?? "" }
          + [item.with.map { "\($0.name)=\($0.value)" }.joined(separator: "; "), item.notes.joined(separator: " "), "", ""]
      }
  }

  /// A sheet to be filled in: `done` with yes or no, and what was noted.
  private func answers(_ seed: String) -> String {
    "# Write yes or no at `done`, and what was noted down.\nseed: \(OperatorAnswers.quoted(seed))\n"
      + items.map { item in
        let gives = item.notes.isEmpty ? "" : ", gives: { \(item.notes.map { "\($0): \"\"" }.joined(separator: ", ")) }"
        return "\(OperatorAnswers.quoted(item.name)): { done: \"\", by: \"\"\(gives) }\n"
      }.joined()
  }

  static func csv(_ rows: [[String]]) -> String {
    rows.map { row in row.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }
  /// RFC 4180; a cell that a spreadsheet would take for a formula is shown as text.
  private static func cell(_ text: String) -> String {
    let text = text.first.map { "=@".contains($0) } == true ? "'" + text : text
    return text.contains { ",\"\r\n".contains($0) } ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }
}
