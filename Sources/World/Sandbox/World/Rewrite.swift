package import Documents
package import Facts

/// A defect as data: what becomes of one half of an operation on its way out of a simulated actor.
package struct Rewrite: Sendable {
  /// Who shows it: the half that this role says is changed.
  package let role: Role
  package let operation: OperationName
  /// Of an answer; nil leaves it.
  package let status: Int?
  package let headers: [HeaderField]
  /// RFC 6902 on the body. Where it does not fit, the body stays as it is.
  package let changes: [JSON]
  /// It is never said: an answer becomes a dropped connection, a message of its own is not sent.
  package let isDropped: Bool

  package init(
    _ role: Role, _ operation: OperationName, status: Int? = nil, headers: [HeaderField] = [], changes: [JSON] = [], isDropped: Bool = false
  ) {
    self.role = role
    self.operation = operation
    self.status = status
    self.headers = headers
    self.changes = changes
    self.isDropped = isDropped
  }

  func body(_ bytes: [UInt8]) -> [UInt8] {
    guard !changes.isEmpty, let json = try? JSON(parsing: bytes) else { return bytes }
    // Each change by itself, so that one that does not fit leaves the others.
    return changes.reduce(json) { json, change in (try? json.patched([change])) ?? json }.encoded()
  }
}

extension World {
  func rewritten(_ response: WireResponse?, of operation: OperationName, by role: Role) -> WireResponse? {
    rewrites.filter { $0.role == role && $0.operation == operation }.reduce(response) { response, rewrite in
      guard var response, !rewrite.isDropped else { return nil }
      response.status = rewrite.status ?? response.status
      for field in rewrite.headers { response.headers.set(field.name, field.value) }
      response.body = rewrite.body(response.body)
      return response
    }
  }

  /// nil: it is not sent.
  func rewritten(_ request: WireRequest, of operation: OperationName, by role: Role) -> WireRequest? {
    rewrites.filter { $0.role == role && $0.operation == operation }.reduce(Optional(request)) { request, rewrite in
      guard var request, !rewrite.isDropped else { return nil }
      for field in rewrite.headers { request.headers.set(field.name, field.value) }
      request.body = rewrite.body(request.body)
      return request
    }
  }
}
