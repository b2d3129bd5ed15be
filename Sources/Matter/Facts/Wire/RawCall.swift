package import Documents

/// One raw HTTP request of a wire suite, before the dialect has made it sendable.
package struct RawCall: Sendable {
  package let method: String
  /// A path with its query below the base of the role that is called.
  package let target: String
  /// Fields in place of the dialect's own; one with an empty value is left out.
  package let headers: [HeaderField]
  /// An object has what it leaves open filled in by the dialect; a text is sent as it stands.
  package let body: JSON?
  /// RFC 6902, on the whole body after it was filled in and before it is signed.
  package let changes: [JSON]
  /// A fault of the dialect in token or signature.
  package let fault: FaultName?

  package init(
    _ method: String, _ target: String, headers: [HeaderField] = [], body: JSON? = nil, changes: [JSON] = [], fault: FaultName? = nil
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    self.changes = changes
    self.fault = fault
  }

  package var path: String { String(target.prefix { $0 != "?" }) }

  /// The request with its own header fields in place of those that the dialect wrote.
  package func overriding(_ request: WireRequest) -> WireRequest {
    var request = request
    for field in headers {
      request.headers.set(field.name, field.value)
      if field.value.isEmpty { request.headers.removeAll { $0 == HeaderField(field.name, "") } }
    }
    return request
  }

  /// As it stands, where the dialect has nothing to add.
  package var plain: WireRequest {
    var json = body
    if let changed = json.flatMap({ Self.changed($0, changes) }) { json = changed }
    let bytes = json.map { $0.text.map { Array($0.utf8) } ?? $0.encoded() } ?? []
    let type = bytes.isEmpty ? [] : [HeaderField("Content-Type", "application/json")]
    return overriding(WireRequest(method, target, headers: type, body: bytes))
  }

  /// nil where a change does not fit: then the request would not say what the page means.
  package static func changed(_ json: JSON, _ changes: [JSON]) -> JSON? {
    try? json.patched(changes)
  }
}
