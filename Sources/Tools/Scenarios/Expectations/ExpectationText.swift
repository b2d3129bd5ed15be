package import Conformance

/// An expectation file as people edit it. What it writes, `BesideDocument` reads back to the same entries.
package enum ExpectationText {
  /// `source` names what it was written from.
  package static func yaml(_ entries: [ExpectedResult], from source: String) -> String {
    var out = """
      # Known results other than a pass, held against a run by `assay run --expectations`. Written from \(line(source)).
      # An entry allows what it says until its last day. Give each an owner, and a link where it is being worked on.

      """
    out += entries.isEmpty ? "expectations: []\n" : "expectations:\n"
    for entry in entries {
      out += "  - scenario: \(quoted(entry.scenario))\n    requirement: \(quoted(entry.requirement.text))\n"
      out += "    reason: \(entry.reason.rawValue)\n    owner: \(quoted(entry.owner))\n"
      if let link = entry.link { out += "    link: \(quoted(link))\n" }
      out += "    expires: \(entry.expires)\n"
      if let note = entry.note { out += "    note: \(quoted(note))\n" }
    }
    return out
  }

  private static func line(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }

  /// Plain where nobody could read it otherwise.
  static func quoted(_ text: String) -> String {
    let isPlain =
      text.first.map { $0.isLetter || $0.isNumber } ?? false
      && text.unicodeScalars.allSatisfy { Spelling.isNameScalar($0) || $0 == "/" || $0 == "." }
    if isPlain { return text }
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let digits = String(scalar.value, radix: 16)
          out += "\\x" + (digits.count == 1 ? "0" : "") + digits
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out + "\""
  }
}
