import CLibXML2

/// An XPath 1.0 expression with the prefixes it uses. Immutable; compiled where it is used.
package struct XPath: Hashable, Sendable, CustomStringConvertible {
  /// The longest expression in bytes, and the deepest nesting of parentheses and brackets.
  package static let longest = 4_096
  package static let deepest = 32

  package let text: String
  /// Prefix to namespace. XPath 1.0 has no default namespace: a name without prefix is in none.
  package let prefixes: [String: String]
  /// The whole expression is `sum(...)` or `number(...)`, so that its number can be had without binary fractions.
  let exact: ExactCall?

  /// Throws where this is no XPath 1.0. Whether prefixes and functions exist shows when it is evaluated.
  package init(_ text: String, prefixes: [String: String] = [:]) throws(MarkupRefusal) {
    self.text = text
    self.prefixes = prefixes
    try Self.checkSize(text)
    exact = ExactCall(text)
    LibXML2.ready
    var refusal: MarkupRefusal?
    ErrorEar.listening { error in
      if refusal == nil { refusal = MarkupRefusal(evaluating: text, error) }
    } during: {
      guard let context = xmlXPathNewContext(nil) else { return }
      defer { xmlXPathFreeContext(context) }
      clibxml2_join_xpath(context)
      if let compiled = xmlXPathCtxtCompile(context, text) {
        xmlXPathFreeCompExpr(compiled)
      } else if refusal == nil {
        refusal = MarkupRefusal(.path, "\(MarkupWords.cut(text)) is not XPath 1.0")
      }
    }
    if let refusal { throw refusal }
  }

  package var description: String { text }

  /// libxml2 goes down the stack for each level of an expression.
  private static func checkSize(_ text: String) throws(MarkupRefusal) {
    var (depth, quote): (Int, UInt8) = (0, 0)
    for (n, byte) in text.utf8.enumerated() {
      guard n < longest else { throw MarkupRefusal(.path, "the expression is longer than \(longest) bytes") }
      if byte == 0 { throw MarkupRefusal(.path, "the expression holds a NUL", at: MarkupPlace(column: n + 1)) }
      if quote != 0 {
        if byte == quote { quote = 0 }
        continue
      }
      switch byte {
      case 0x22, 0x27: quote = byte
      case 0x28, 0x5B: depth += 1
      case 0x29, 0x5D: depth -= 1
      default: break
      }
      guard depth <= deepest else {
        throw MarkupRefusal(.path, "the expression is nested more than \(deepest) deep", at: MarkupPlace(column: n + 1))
      }
    }
  }
}
