/// A signature over components of an HTTP message (RFC 9421): `Signature-Input` says what, `Signature` holds it.
package struct HTTPSignature: Hashable, Sendable {
  /// The name under which both fields have it.
  package let label: String
  package let components: [Component]
  /// `created`, `expires`, `nonce`, `alg`, `keyid`, `tag` and whatever else was said, in order.
  package let parameters: Parameters
  package let signature: [UInt8]

  package var created: Int64? { instant("created") }
  package var expires: Int64? { instant("expires") }
  package var keyID: String? { parameters["keyid"]?.text }
  package var tag: String? { parameters["tag"]?.text }
  package var nonce: String? { parameters["nonce"]?.text }

  private func instant(_ name: String) -> Int64? { if case .integer(let value)? = parameters[name] { value } else { nil } }

  /// The bytes that are signed (RFC 9421 section 2.5).
  package func base(of message: HTTPMessage) throws(SignatureRefusal) -> String { try Self.base(components, parameters, message) }

  static func base(_ components: [Component], _ parameters: Parameters, _ message: HTTPMessage) throws(SignatureRefusal) -> String {
    var lines: [String] = []
    var seen: Set<String> = []
    for component in components {
      let identifier = try component.serialized()
      // The order of parameters does not make another component.
      let sorted = component.name + component.parameters.list.map { "\($0)" }.sorted().joined()
      guard seen.insert(sorted).inserted else { throw SignatureRefusal(.malformed, "\(identifier) is covered twice: cover it once") }
      lines.append("\(identifier): \(try component.value(in: message))")
    }
    lines.append("\"@signature-params\": \(try input(components, parameters))")
    return lines.joined(separator: "\n")
  }

  static func input(_ components: [Component], _ parameters: Parameters) throws(SignatureRefusal) -> String {
    let items = components.map { StructuredField.Item(.string($0.name), $0.parameters) }
    return try StructuredField.Member.inner(items, parameters).serialized()
  }

  /// Every signature of a message, read but not verified.
  package static func all(in message: HTTPMessage) throws(SignatureRefusal) -> [HTTPSignature] {
    guard let inputs = message.joined("signature-input"), let signatures = message.joined("signature") else {
      throw SignatureRefusal(.unsigned, "the message has no Signature-Input and Signature")
    }
    guard case .dictionary(let entries) = try StructuredField(parsing: inputs, as: .dictionary) else { return [] }
    let values = try StructuredField(parsing: signatures, as: .dictionary)
    guard entries.count <= 16 else { throw SignatureRefusal(.tooLong, "more than 16 signatures on one message") }
    var out: [HTTPSignature] = []
    for entry in entries {
      guard case .inner(let items, let parameters) = entry.value else {
        throw SignatureRefusal(.malformed, "Signature-Input \(entry.name) must be a list of components in parentheses")
      }
      guard case .item(let item)? = values[entry.name], case .bytes(let signature) = item.value else {
        throw SignatureRefusal(.malformed, "Signature has no bytes called \(entry.name), of which Signature-Input speaks")
      }
      var components: [Component] = []
      for item in items { components.append(try Component(item)) }
      try check(parameters)
      out.append(HTTPSignature(label: entry.name, components: components, parameters: parameters, signature: signature))
    }
    return out
  }

  private static func check(_ parameters: Parameters) throws(SignatureRefusal) {
    for pair in parameters.list {
      switch (pair.name, pair.value) {
      case ("created", .integer), ("expires", .integer): continue
      case ("created", _), ("expires", _): throw SignatureRefusal(.malformed, "\(pair.name) must be whole seconds since 1970")
      case ("nonce", let value), ("alg", let value), ("keyid", let value), ("tag", let value):
        guard value.isString else { throw SignatureRefusal(.malformed, "\(pair.name) must be a string") }
      default: continue
      }
    }
  }
}
