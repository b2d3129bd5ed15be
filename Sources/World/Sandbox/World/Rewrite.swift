package import Documents
package import Facts
import Synchronization
import Timeline

/// A defect as data: what becomes of one half of an operation on its way out of a simulated actor.
package struct Rewrite: Sendable {
  /// When a message of its own leaves; an answer leaves at once.
  package enum Delivery: Hashable, Sendable {
    case asItIs
    case twice
    case after(WorldDuration)
    /// The first of two comes after the second.
    case swapped
  }
  /// Who shows it: the half that this role says is changed.
  package let role: Role
  package let operation: OperationName
  /// The only dialect in which it is changed: several have operations of one name.
  package let within: DialectName?
  /// `test` operations of RFC 6902: only a body in which all of them hold is changed.
  package let tests: [JSON]
  /// Of an answer; nil leaves it.
  package let status: Int?
  package let headers: [HeaderField]
  /// RFC 6902 on the body. Where it does not fit, the body stays as it is.
  package let changes: [JSON]
  /// It is never said: an answer becomes a dropped connection, a message of its own is not sent.
  package let isDropped: Bool
  package let delivery: Delivery

  package init(
    _ role: Role, _ operation: OperationName, within: DialectName? = nil, when tests: [JSON] = [], status: Int? = nil,
    headers: [HeaderField] = [],
    changes: [JSON] = [], isDropped: Bool = false, delivery: Delivery = .asItIs
  ) {
    self.role = role
    self.operation = operation
    self.within = within
    self.tests = tests
    self.status = status
    self.headers = headers
    self.changes = changes
    self.isDropped = isDropped
    self.delivery = delivery
  }

  func isOf(_ operation: OperationName, _ dialect: DialectName, _ role: Role) -> Bool {
    self.role == role && self.operation == operation && within.map { $0 == dialect } ?? true
  }

  func applies(to bytes: [UInt8]) -> Bool {
    tests.isEmpty || ((try? JSON(parsing: bytes)).map { json in (try? json.patched(tests)) != nil } ?? false)
  }

  func body(_ bytes: [UInt8]) -> [UInt8] {
    guard !changes.isEmpty, let json = try? JSON(parsing: bytes) else { return bytes }
    // Each change by itself, so that one that does not fit leaves the others.
    return changes.reduce(json) { json, change in (try? json.patched([change])) ?? json }.encoded()
  }
}

extension World {
  func rewritten(_ response: WireResponse?, of operation: OperationName, on runner: ConversationRunner) -> WireResponse? {
    rewrites(of: operation, on: runner).reduce(response) { response, rewrite in
      guard var response, rewrite.applies(to: response.body) else { return response }
      guard !rewrite.isDropped else { return nil }
      response.status = rewrite.status ?? response.status
      for field in rewrite.headers { response.headers.set(field.name, field.value) }
      response.body = runner.dialect.signed(rewrite.body(response.body), inPlaceOf: response.body, runner.session.current)
      return response
    }
  }

  private func rewrites(of operation: OperationName, on runner: ConversationRunner) -> [Rewrite] {
    rewrites.filter { $0.isOf(operation, runner.dialect.card.name, runner.role) }
  }

  /// nil: it is not sent.
  func rewritten(_ request: WireRequest, of operation: OperationName, on runner: ConversationRunner) -> WireRequest? {
    rewrites(of: operation, on: runner).reduce(Optional(request)) { request, rewrite in
      guard var request, rewrite.applies(to: request.body) else { return request }
      guard !rewrite.isDropped else { return nil }
      for field in rewrite.headers { request.headers.set(field.name, field.value) }
      request.body = runner.dialect.signed(rewrite.body(request.body), inPlaceOf: request.body, runner.session.current)
      return request
    }
  }

  /// How a message leaves. Waits where it is late.
  func delivery(of request: WireRequest, _ operation: OperationName, in dialect: DialectName, by role: Role, _ activity: Activity) async
    -> Rewrite.Delivery
  {
    let found = rewrites.first { $0.isOf(operation, dialect, role) && $0.delivery != .asItIs && $0.applies(to: request.body) }
    switch found?.delivery {
    case .after(let length): try? await activity.sleep(for: length)
    case .swapped:
      let isFirst = swapped.withLock {
        $0.formSymmetricDifference(["\(role) \(operation)"]); return $0.contains("\(role) \(operation)")
      }
      if isFirst { try? await activity.sleep(for: .minutes(1)) }
    case .twice: return .twice
    case .asItIs, nil: break
    }
    return .asItIs
  }
}
