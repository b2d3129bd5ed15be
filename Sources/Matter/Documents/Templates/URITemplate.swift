/// RFC 6570, all four levels: read once, expanded often.
package struct URITemplate: Hashable, Sendable, CustomStringConvertible {
  /// The longest template, in characters.
  package static let longest = 8_192
  /// The longest expansion, in bytes.
  package static let longestExpansion = 1 << 20

  package let text: String
  private let parts: [TemplatePart]

  package init(_ text: String) throws(TemplateRefusal) {
    self.text = text
    parts = try TemplateParser.parse(text)
  }

  package var description: String { text }

  /// The variables in the order they stand, each once.
  package var names: [String] {
    var names: [String] = []
    for case .expression(_, let variables) in parts {
      for variable in variables where !names.contains(where: { $0.utf8.elementsEqual(variable.name.utf8) }) { names.append(variable.name) }
    }
    return names
  }

  /// The URI with these values. Texts, numbers and booleans stand for themselves, arrays are lists, objects are pairs in their order;
  /// null and what is missing are undefined. Refuses a list within a list, and a prefix of what is no text.
  package func expanded(_ values: Members) throws(TemplateRefusal) -> String {
    var writer = TemplateWriter()
    for part in parts {
      switch part {
      case .literal(let text): writer.literal(text)
      case .expression(let style, let variables): try writer.expression(style, variables, values)
      }
      if writer.out.count > Self.longestExpansion {
        throw TemplateRefusal(
          column: 1, why: "the expansion is longer than \(Self.longestExpansion) bytes", next: "send large values in the body")
      }
    }
    return String(decoding: writer.out, as: UTF8.self)
  }

  package static func == (a: URITemplate, b: URITemplate) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }
  package func hash(into hasher: inout Hasher) { JSON.hash(text, into: &hasher) }
}

enum TemplatePart: Sendable {
  case literal(String)
  case expression(TemplateStyle, [TemplateVariable])
}

struct TemplateVariable: Sendable {
  let name: String
  let column: Int
  /// So many characters at most, when given.
  var prefix: Int?
  var explodes = false
}

/// How an operator joins and encodes: the table of RFC 6570, appendix A.
struct TemplateStyle: Sendable {
  let first: String
  let separator: String
  let isNamed: Bool
  /// What follows a name whose value is empty.
  let ifEmpty: String
  let keepsReserved: Bool

  static let plain = TemplateStyle(first: "", separator: ",", isNamed: false, ifEmpty: "", keepsReserved: false)

  /// Nil for a sign that is no operator.
  static func style(of sign: Unicode.Scalar) -> TemplateStyle? {
    switch sign {
    case "+": TemplateStyle(first: "", separator: ",", isNamed: false, ifEmpty: "", keepsReserved: true)
    case "#": TemplateStyle(first: "#", separator: ",", isNamed: false, ifEmpty: "", keepsReserved: true)
    case ".": TemplateStyle(first: ".", separator: ".", isNamed: false, ifEmpty: "", keepsReserved: false)
    case "/": TemplateStyle(first: "/", separator: "/", isNamed: false, ifEmpty: "", keepsReserved: false)
    case ";": TemplateStyle(first: ";", separator: ";", isNamed: true, ifEmpty: "", keepsReserved: false)
    case "?": TemplateStyle(first: "?", separator: "&", isNamed: true, ifEmpty: "=", keepsReserved: false)
    case "&": TemplateStyle(first: "&", separator: "&", isNamed: true, ifEmpty: "=", keepsReserved: false)
    default: nil
    }
  }
}
