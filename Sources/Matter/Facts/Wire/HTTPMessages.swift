/// One header field, name as sent.
package struct HeaderField: Hashable, Sendable {
  package let name: String
  package let value: String
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension [HeaderField] {
  /// The first value of a field, by name without case.
  package subscript(_ name: String) -> String? { first { equalsIgnoringCase($0.name, name) }?.value }
  package mutating func set(_ name: String, _ value: String) {
    removeAll { equalsIgnoringCase($0.name, name) }
    append(HeaderField(name, value))
  }
}

/// An HTTP request as a value.
package struct WireRequest: Hashable, Sendable {
  package var method: String
  /// A path with its query below the peer's base address (`/registry/notify`), or an absolute URL (a callback).
  package var target: String
  package var headers: [HeaderField]
  package var body: [UInt8]
  package init(_ method: String, _ target: String, headers: [HeaderField] = [], body: [UInt8] = []) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }
  package var path: String {
    let bytes = target.utf8
    return bytes.firstIndex(of: UInt8(ascii: "?")).map { String(target[..<$0]) } ?? target
  }
  package var query: String? { target.utf8.firstIndex(of: UInt8(ascii: "?")).map { String(target[target.index(after: $0)...]) } }
  package var isAbsolute: Bool { target.hasPrefix("http://") || target.hasPrefix("https://") }
}

/// An HTTP response as a value.
package struct WireResponse: Hashable, Sendable {
  package var status: Int
  package var headers: [HeaderField]
  package var body: [UInt8]
  package init(_ status: Int, headers: [HeaderField] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// Why a request got no response. The client's words, nobody's verdict.
package struct SendFailure: Error, Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable { case refused, reset, timeout, unresolved, tls, retired, other }
  package let kind: Kind
  package let detail: String
  package init(_ kind: Kind, _ detail: String) {
    self.kind = kind
    self.detail = detail
  }
}

func equalsIgnoringCase(_ a: String, _ b: String) -> Bool {
  guard a.utf8.count == b.utf8.count else { return false }
  // As it is written, most often.
  return a == b || zip(a.utf8, b.utf8).allSatisfy { folded($0) == folded($1) }
}
private func folded(_ b: UInt8) -> UInt8 { (65...90).contains(b) ? b | 0x20 : b }
