/// What of an HTTP message is signed: its first line and its fields, as sent. The body comes in through `Content-Digest`.
package struct HTTPMessage: Hashable, Sendable {
  package struct Field: Hashable, Sendable {
    /// As written; compared without case.
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  enum Start: Hashable, Sendable {
    case request(method: String, target: RequestTarget)
    case response(status: Int)
  }

  let start: Start
  package var fields: [Field]
  /// For a response: the request that it answers, for components with `req`.
  private var asked: [HTTPMessage] = []

  /// A request to an absolute URI, such as `https://example.org/path?query`.
  package init(method: String, uri: String, fields: [Field] = []) throws(SignatureRefusal) {
    start = .request(method: method, target: try RequestTarget(uri))
    self.fields = fields
  }

  /// A response, with the request that it answers where components of that are signed.
  package init(status: Int, fields: [Field] = [], to request: HTTPMessage? = nil) {
    start = .response(status: status)
    self.fields = fields
    asked = request.map { [$0] } ?? []
  }

  var request: HTTPMessage? { asked.first }

  /// The values of a field's lines, in order, without blanks around them and with folded lines unfolded; empty when it is not there.
  func lines(_ name: String) -> [String] {
    fields.filter { $0.name.lowercased() == name }.map { Self.unfolded($0.value) }
  }

  /// All lines of a field as one value; nil when it is not there.
  func joined(_ name: String) -> String? {
    let lines = lines(name)
    return lines.isEmpty ? nil : lines.joined(separator: ", ")
  }

  private static func unfolded(_ value: String) -> String {
    let parts = value.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map { part in
      String(part.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" || character == "\r" }
}

/// An absolute URI in the parts that are signed (RFC 9421 section 2.2).
struct RequestTarget: Hashable, Sendable {
  let scheme: String
  /// Lower case, without the port that is the scheme's own.
  let authority: String
  /// Never empty.
  let path: String
  /// Without its question mark; nil when there is none.
  let query: String?

  init(_ uri: String) throws(SignatureRefusal) {
    let text = uri.prefix { $0 != "#" }
    guard text.utf8.count <= 1 << 16, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let mark = text.firstRange(of: "://") else {
      throw SignatureRefusal(.malformed, "the target must be an absolute URI in ASCII of at most 64 KiB, such as https://host/path?query")
    }
    let rest = text[mark.upperBound...]
    let scheme = text[..<mark.lowerBound].lowercased()
    let host = rest.prefix { $0 != "/" && $0 != "?" }.lowercased()
    guard !scheme.isEmpty, !host.isEmpty, !host.contains("@") else {
      throw SignatureRefusal(.malformed, "the target must name a scheme and a host, and no user")
    }
    let own = scheme == "https" ? ":443" : scheme == "http" ? ":80" : ""
    self.scheme = scheme
    authority = !own.isEmpty && host.hasSuffix(own) ? String(host.dropLast(own.count)) : host
    let parts = rest.dropFirst(host.count).split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = parts.first.map(String.init).flatMap { $0.isEmpty ? nil : $0 } ?? "/"
    query = parts.count > 1 ? String(parts[1]) : nil
  }

  var origin: String { path + (query.map { "?" + $0 } ?? "") }
  var uri: String { "\(scheme)://\(authority)\(origin)" }
}
