import Documents

/// JSON values as YAML that any reader of YAML 1.1 or 1.2 understands alike.
enum YAMLText {
  /// A document in blocks, each line indented by so much.
  static func block(_ value: JSON, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    switch value {
    case .object(let members) where !members.isEmpty:
      return members.map { margin + key($0.name) + ":" + below($0.value, indent) }.joined()
    case .array(let items) where !items.isEmpty:
      return items.map { item in
        guard isNested(item) else { return "\(margin)- \(scalar(item))\n" }
        // The first line of a nested block stands behind the dash.
        return margin + "- " + block(item, indent: indent + 2).dropFirst(indent + 2)
      }.joined()
    default: return margin + scalar(value) + "\n"
    }
  }

  private static func below(_ value: JSON, _ indent: Int) -> String {
    isNested(value) ? "\n" + block(value, indent: indent + 2) : " \(scalar(value))\n"
  }

  private static func isNested(_ value: JSON) -> Bool {
    switch value {
    case .object(let members): !members.isEmpty
    case .array(let items): !items.isEmpty
    default: false
    }
  }

  private static func scalar(_ value: JSON) -> String {
    if let text = value.text { return quoted(text) }
    return value.encodedText()
  }

  private static func key(_ name: String) -> String {
    let plain = name.unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || $0 == "-") }
    return plain && !name.isEmpty && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(name.lowercased())
      && !name.hasPrefix("-")
      ? name : quoted(name)
  }

  /// Between double quotes, so that no text becomes a number, a date or a tag. What YAML does not print, and what turns the direction
  /// of text, is written as an escape.
  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      default:
        if Markup.isShown(scalar.value) && !isBreak(scalar.value) { out.unicodeScalars.append(scalar) } else { out += escape(scalar.value) }
      }
    }
    return out + "\""
  }

  private static func isBreak(_ value: UInt32) -> Bool { value == 0x85 || value == 0x2028 || value == 0x2029 }

  private static func escape(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    let width = value > 0xFFFF ? 8 : 4
    return (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
  }
}
