import CLibXML2

extension MarkupRefusal {
  /// What libxml2 has against an expression, in words. The column counts in the expression.
  init(evaluating text: String, _ error: LibraryError) {
    let shown = MarkupWords.cut(text)
    let (code, why) = Self.words(error, shown)
    self.init(code, why, at: MarkupPlace(column: code == .path ? error.column : 0))
  }

  private static func words(_ error: LibraryError, _ text: String) -> (Code, String) {
    switch xmlParserErrors(rawValue: UInt32(truncatingIfNeeded: error.code)) {
    case XML_XPATH_UNDEF_PREFIX_ERROR: (.prefix, "\(text) uses a prefix that is not in its table of prefixes")
    case XML_XPATH_UNKNOWN_FUNC_ERROR: (.function, "\(text) calls a function that XPath 1.0 does not have")
    case XML_XPATH_UNDEF_VARIABLE_ERROR, XML_XPATH_VARIABLE_REF_ERROR: (.path, "\(text) uses a variable, and there are none")
    case XML_XPATH_INVALID_ARITY: (.function, "\(text) calls a function with another number of arguments than it takes")
    case XML_XPATH_INVALID_TYPE, XML_XPATH_INVALID_OPERAND:
      (.function, "\(text) gives a function or operator something that it does not take")
    case XML_XPATH_UNFINISHED_LITERAL_ERROR, XML_XPATH_START_LITERAL_ERROR: (.path, "\(text) holds a text without its closing quote")
    case XML_XPATH_UNCLOSED_ERROR: (.path, "\(text) opens a parenthesis or bracket that it does not close")
    case XML_XPATH_INVALID_PREDICATE_ERROR: (.path, "\(text) holds a predicate that is not one")
    case XML_XPATH_MEMORY_ERROR: (.work, "\(text) needs more memory than it may have")
    default:
      // The limits came later than the list of codes: operations, and recursion.
      [1225, 1226].contains(error.code) ? (.work, "\(text) takes too much work on this document") : (.path, "\(text) is not XPath 1.0")
    }
  }
}
