extension Component {
  /// The value of this component in a message (RFC 9421 sections 2.1 to 2.4). Refused where the message has no such thing.
  func value(in message: HTTPMessage) throws(SignatureRefusal) -> String {
    let value = try name.hasPrefix("@") ? derived(try source(message)) : field(try source(message))
    guard value.utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x09 }) else {
      throw SignatureRefusal(.malformed, "the value of \(name) is not plain ASCII: cover it with bs, or change it")
    }
    return value
  }

  private func source(_ message: HTTPMessage) throws(SignatureRefusal) -> HTTPMessage {
    guard has("req") else { return message }
    guard case .response = message.start else { throw SignatureRefusal(.malformed, "req is for responses only") }
    guard let request = message.request else {
      throw SignatureRefusal(.componentMissing, "\(name) with req needs the request that the response answers")
    }
    return request
  }

  private func missing(_ why: String) -> SignatureRefusal { SignatureRefusal(.componentMissing, why) }

  private func derived(_ message: HTTPMessage) throws(SignatureRefusal) -> String {
    switch message.start {
    case .response(let status):
      guard name == "@status" else { throw missing("a response has no \(name): cover that of the request with req") }
      return String(status)
    case .request(let method, let target):
      switch name {
      case "@method": return method
      case "@target-uri": return target.uri
      case "@authority": return target.authority
      case "@scheme": return target.scheme
      case "@request-target": return target.origin
      case "@path": return target.path
      case "@query": return "?" + (target.query ?? "")
      case "@query-param": return try parameter(target.query ?? "")
      default: throw missing("a request has no \(name)")
      }
    }
  }

  private func parameter(_ query: String) throws(SignatureRefusal) -> String {
    let wanted = parameters["name"]?.text ?? ""
    let found = FormParameters.pairs(query).filter { $0.name == wanted }
    guard let first = found.first else { throw missing("the query has no parameter \(wanted)") }
    guard found.count == 1 else { throw SignatureRefusal(.malformed, "\(wanted) stands in the query more than once: cover @query instead") }
    return first.value
  }

  private func field(_ message: HTTPMessage) throws(SignatureRefusal) -> String {
    let lines = message.lines(name)
    guard !lines.isEmpty else { throw missing("the message has no field \(name), which the signature covers") }
    if has("bs") {
      return try StructuredField.list(lines.map { .item(.init(.bytes(Array($0.utf8)))) }).serialized()
    }
    let whole = lines.joined(separator: ", ")
    if let key = parameters["key"]?.text {
      let dictionary = try StructuredField(parsing: whole, as: .dictionary)
      guard let member = dictionary[key] else { throw missing("the field \(name) has no member \(key)") }
      return try member.serialized()
    }
    guard has("sf") else { return whole }
    guard let kind = Self.kinds[name] else {
      throw SignatureRefusal(
        .componentUnsupported, "whether \(name) is an item, a list or a dictionary is not known here: cover it without sf")
    }
    return try StructuredField(parsing: whole, as: kind).serialized()
  }

  /// Fields that are structured by their own specification.
  private static let kinds: [String: StructuredField.Kind] = [
    "content-digest": .dictionary, "repr-digest": .dictionary, "want-content-digest": .dictionary, "want-repr-digest": .dictionary,
    "signature": .dictionary, "signature-input": .dictionary, "accept-signature": .dictionary, "priority": .dictionary,
    "cdn-cache-control": .dictionary, "client-cert": .item, "client-cert-chain": .list, "cache-status": .list, "proxy-status": .list,
    "deprecation": .item, "idempotency-key": .item, "accept-ch": .list,
  ]
}
