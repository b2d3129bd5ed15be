/// What a signature covers: a field or a derived component of a message, with its parameters (RFC 9421 section 2).
package struct Component: Hashable, Sendable {
  package let name: String
  package let parameters: Parameters

  static let derived = [
    "@method", "@target-uri", "@authority", "@scheme", "@request-target", "@path", "@query", "@query-param", "@status",
  ]

  /// A field by its name in lower case, or a derived component.
  package init(_ name: String, _ parameters: [(String, BareItem)] = []) throws(SignatureRefusal) {
    try self.init(StructuredField.Item(.string(name), Parameters(parameters)))
  }

  /// The one parameter of a form in the query.
  package static func queryParameter(_ name: String) throws(SignatureRefusal) -> Component {
    try Component("@query-param", [("name", .string(name))])
  }

  init(_ item: StructuredField.Item) throws(SignatureRefusal) {
    guard case .string(let name) = item.value else {
      throw SignatureRefusal(.malformed, "covered components are strings, such as \"@method\" or \"content-digest\"")
    }
    self.name = name
    parameters = item.parameters
    try check()
  }

  /// The identifier as it stands in the signature base.
  func serialized() throws(SignatureRefusal) -> String { try StructuredField.Item(.string(name), parameters).serialized() }

  func has(_ flag: String) -> Bool { parameters[flag] == .boolean(true) }

  private func check() throws(SignatureRefusal) {
    if name.hasPrefix("@") {
      guard Self.derived.contains(name) else {
        throw SignatureRefusal(
          .componentUnsupported, "\(name.prefix(40)) is no component that can be covered: use \(Self.derived.joined(separator: ", "))")
      }
    } else {
      guard !name.isEmpty, name.utf8.allSatisfy({ StructuredFieldParser.isToken($0) && !(0x41...0x5A).contains($0) }) else {
        throw SignatureRefusal(.malformed, "\(name.prefix(40)) is no name of a field in lower case")
      }
    }
    let allowed = name == "@query-param" ? ["name", "req"] : name.hasPrefix("@") ? ["req"] : ["sf", "key", "bs", "req"]
    for pair in parameters.list {
      guard pair.name != "tr" else {
        throw SignatureRefusal(
          .componentUnsupported, "trailers (tr) are not covered here, they may be dropped on the way: sign fields of the header")
      }
      guard allowed.contains(pair.name) else {
        throw SignatureRefusal(.componentUnsupported, "\(name) has no parameter \(pair.name): leave it out")
      }
      let isText = pair.name == "name" || pair.name == "key"
      guard isText ? pair.value.isString : pair.value == .boolean(true) else {
        throw SignatureRefusal(.malformed, "\(pair.name) of \(name) must be \(isText ? "a string" : "there or not")")
      }
    }
    if name == "@query-param", parameters["name"] == nil { throw SignatureRefusal(.malformed, "@query-param needs a name") }
    if name == "@status", has("req") { throw SignatureRefusal(.malformed, "a request has no @status") }
    if has("bs"), has("sf") || parameters["key"] != nil { throw SignatureRefusal(.malformed, "bs does not go with sf or key") }
  }
}

extension BareItem {
  var isString: Bool { if case .string = self { true } else { false } }
}
