import CLibXML2

extension MarkupRefusal {
  /// What libxml2's parser found wrong, in words.
  init(parsing error: LibraryError, at path: String) {
    let (code, why, next) = Self.words(error)
    self.init(code, why, at: MarkupPlace(line: error.line, column: error.column, path: path), next: next)
  }

  private static func words(_ error: LibraryError) -> (Code, String, next: String?) {
    let said = MarkupWords.sentence(MarkupWords.firstLine(error.message))
    if error.domain == Int32(XML_FROM_NAMESPACE.rawValue) { return (.namespace, said, nil) }
    switch xmlParserErrors(rawValue: UInt32(truncatingIfNeeded: error.code)) {
    case XML_ERR_DOCUMENT_EMPTY: return (.empty, "there is no XML here", nil)
    case XML_ERR_DOCUMENT_END:
      return (.grammar, "something follows the end of the root element", "send one document with one root element, and nothing after it")
    case XML_ERR_TAG_NOT_FINISHED, XML_ERR_GT_REQUIRED, XML_ERR_LTSLASH_REQUIRED: return (.truncated, said, nil)
    case XML_ERR_TAG_NAME_MISMATCH: return (.grammar, said, "close elements in the order in which they were opened")
    case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY, XML_ERR_ENTITY_LOOP: return (.entity, said, nil)
    case XML_ERR_INVALID_ENCODING, XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_ENCODING_NAME, XML_I18N_CONV_FAILED,
      XML_I18N_NO_NAME:
      return (.encoding, said, nil)
    // The same number serves for bytes that are no UTF-8.
    case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_CHARREF:
      return error.message.contains("not proper UTF-8")
        ? (.encoding, "this is not UTF-8, and no other encoding is declared", nil) : (.character, said, nil)
    case XML_ERR_RESERVED_XML_NAME:
      return (.grammar, said, "begin the document with its XML declaration: no space, line or second byte order mark before it")
    case XML_ERR_ATTRIBUTE_REDEFINED: return (.grammar, said, "write each attribute once")
    case XML_ERR_NAME_TOO_LONG: return (.token, said, nil)
    default: return (.grammar, said, nil)
    }
  }
}
