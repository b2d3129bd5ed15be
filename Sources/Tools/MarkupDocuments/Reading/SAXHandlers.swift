import CLibXML2

/// The callbacks that libxml2 is given. All lead to the run.
enum SAXHandlers {
  @inline(__always)
  private static func run(_ owner: UnsafeMutableRawPointer?) -> ParserRun? {
    owner?.assumingMemoryBound(to: ParserRun.State.self).pointee.run?.takeUnretainedValue()
  }

  /// No handler for entities, notations or external subsets: what is not kept cannot be expanded.
  static func make(builds: Bool) -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.internalSubset = { owner, _, _, _ in SAXHandlers.run(owner)?.declaredDocumentType() }
    if builds { handler.startDocument = { owner in xmlSAX2StartDocument(SAXHandlers.run(owner)?.context) } }
    handler.startElementNs = { owner, local, prefix, uri, namespaceCount, namespaces, attributeCount, defaultedCount, attributes in
      guard let run = SAXHandlers.run(owner), let local else { return }
      run.started(
        ElementStart(
          local: local, prefix: prefix, uri: uri, namespaceCount: namespaceCount, namespaces: namespaces, attributeCount: attributeCount,
          defaultedCount: defaultedCount, attributes: attributes))
    }
    handler.endElementNs = { owner, local, prefix, uri in
      guard let run = SAXHandlers.run(owner), let local else { return }
      run.ended(local, prefix, uri)
    }
    handler.characters = { owner, bytes, count in
      guard let run = SAXHandlers.run(owner), let bytes else { return }
      run.wrote(bytes, count)
    }
    // White space is text, and a CDATA section is another way to write it.
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.comment = { owner, text in
      guard let run = SAXHandlers.run(owner), let text else { return }
      run.commented(text)
    }
    handler.processingInstruction = { owner, target, data in
      guard let run = SAXHandlers.run(owner), let target else { return }
      run.instructed(target, data)
    }
    return handler
  }

  static let pull: @Sendable @convention(c) (UnsafeMutableRawPointer?, UnsafeMutablePointer<CChar>?, Int32) -> Int32 = {
    owner, space, count in
    guard let space, count > 0 else { return 0 }
    return Int32(SAXHandlers.run(owner)?.pull(UnsafeMutableRawBufferPointer(start: space, count: Int(count))) ?? 0)
  }
}
