/// Reads a URI Template: literals and expressions.
struct TemplateParser {
  private let text: [Unicode.Scalar]
  private var i = 0

  static func parse(_ text: String) throws(TemplateRefusal) -> [TemplatePart] {
    var parser = TemplateParser(text: Array(text.unicodeScalars))
    guard parser.text.count <= URITemplate.longest else {
      throw parser.refusal("longer than \(URITemplate.longest) characters", "write a shorter template")
    }
    var parts: [TemplatePart] = []
    while let scalar = parser.peek { parts.append(scalar == "{" ? try parser.expression() : try parser.literal()) }
    return parts
  }

  private init(text: [Unicode.Scalar]) { self.text = text }

  private var peek: Unicode.Scalar? { i < text.count ? text[i] : nil }

  private mutating func eat(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    i += 1
    return true
  }

  private mutating func literal() throws(TemplateRefusal) -> TemplatePart {
    var out = String.UnicodeScalarView()
    while let scalar = peek, scalar != "{" {
      switch scalar {
      case "}": throw refusal("a } without its {", "remove it, or write %7D")
      case "%": out += try percentEncoded()
      case _ where scalar.value <= 0x20 || (0x7F...0x9F).contains(scalar.value) || "\"<>\\^`|".unicodeScalars.contains(scalar):
        throw refusal("a character that no URI can hold", "percent-encode it")
      default:
        out.append(scalar)
        i += 1
      }
    }
    return .literal(String(out))
  }

  private mutating func percentEncoded() throws(TemplateRefusal) -> ArraySlice<Unicode.Scalar> {
    guard i + 2 < text.count, text[i + 1...i + 2].allSatisfy(\.properties.isASCIIHexDigit) else {
      throw refusal("% without two hex digits", "write %25 for the character")
    }
    defer { i += 3 }
    return text[i..<i + 3]
  }

  private mutating func expression() throws(TemplateRefusal) -> TemplatePart {
    let start = i
    i += 1
    var style = TemplateStyle.plain
    if let sign = peek, !isNameCharacter(sign), sign != "}" {
      guard let known = TemplateStyle.style(of: sign) else {
        throw refusal("\(sign) is no operator", "use one of + # . / ; ? & or none, and a name")
      }
      style = known
      i += 1
    }
    var variables: [TemplateVariable] = []
    repeat { variables.append(try variable()) } while eat(",")
    guard eat("}") else {
      throw peek == nil
        ? refusal("{ is not closed", "close it with }", at: start)
        : refusal("a comma or } was expected", "names hold letters, digits, _ . and percent-encoded characters")
    }
    return .expression(style, variables)
  }

  private mutating func variable() throws(TemplateRefusal) -> TemplateVariable {
    let start = i
    var name = String.UnicodeScalarView()
    while let scalar = peek {
      if scalar == "%" {
        name += try percentEncoded()
      } else if isNameCharacter(scalar)
        || (scalar == "." && !name.isEmpty && name.last != "." && i + 1 < text.count && isNameCharacter(text[i + 1]))
      {
        name.append(scalar)
        i += 1
      } else {
        break
      }
    }
    guard !name.isEmpty else { throw refusal("a name was expected", "names hold letters, digits, _ . and percent-encoded characters") }
    var variable = TemplateVariable(name: String(name), column: start + 1)
    if eat("*") {
      variable.explodes = true
    } else if eat(":") {
      variable.prefix = try prefix()
    }
    return variable
  }

  private mutating func prefix() throws(TemplateRefusal) -> Int {
    let start = i
    var value = 0
    while let scalar = peek, ("0"..."9").contains(scalar), i < start + 5 {
      value = value * 10 + Int(scalar.value - 0x30)
      i += 1
    }
    guard i > start, text[start] != "0", value < 10_000 else {
      throw refusal("a length from 1 to 9999 was expected", "write {name:3}", at: start)
    }
    return value
  }

  private func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "%": true
    default: false
    }
  }

  private func refusal(_ why: String, _ next: String, at place: Int? = nil) -> TemplateRefusal {
    TemplateRefusal(column: (place ?? i) + 1, why: why, next: next)
  }
}
