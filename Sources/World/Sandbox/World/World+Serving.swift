import Evidence
package import Facts
package import Timeline

extension World {
  /// A request to one of our actors, at `path` below its base.
  /// `earlier`: it came before, and is gone through again.
  package func serve(_ request: WireRequest, role: Role, earlier: EarlierArrival? = nil) async -> WireResponse? {
    let claim = earlier == nil ? request.headers["traceparent"] : nil
    if earlier == nil, !timeline.isOwn(claim) { await timeline.witness?.opened() }
    switch seat(role) {
    case .simulated:
      guard let found = door(request, servedBy: role) else {
        return Self.noSuchOperation(request, methods: methods(at: request.path, role))
      }
      guard let conversation = found.dialect.serve(found.operation.name) else { return WireResponse(501) }
      let runner = ConversationRunner(world: self, edge: found.edge, dialect: found.dialect, role: role, peer: found.operation.calledBy)
      return await timeline.arrive(claim, at: earlier?.path) { activity in
        if activity.isArrival { self.timeline.witness?.arrived(activity.path.description, request, role: role) }
        let response = self.rewritten(await runner.serve(request, conversation, activity), of: found.operation.name, in: found.dialect.card.name, by: role)
        if activity.isArrival {
          self.timeline.witness?.answered(activity.path.description)
          self.recordArrival(request, response, found, runner, activity, at: earlier?.wire ?? activity.wire)
        }
        return response
      }
    case .standIn(let standIn): return await timeline.arrive(claim) { _ in standIn.answer(request) }
    case .real, nil:
      return WireResponse(404, headers: [HeaderField("Content-Type", "text/plain")], body: Array("no simulated \(role) here\n".utf8))
    }
  }

  private func door(_ request: WireRequest, servedBy role: Role) -> Door? {
    // Where two roles may call it, what carries no id of ours comes from the one that is not ours.
    let isFromOutside = request.headers["traceparent"] == nil
    return doors[role]?.fitting(request.method, request.path) { isReal($0.operation.calledBy) == isFromOutside }
  }
  private func methods(at path: String, _ role: Role) -> [String] {
    (doors[role]?.all ?? []).filter { $0.operation.match(path) != nil }.map(\.operation.method).reduce(into: []) { methods, method in
      if !methods.contains(method) { methods.append(method) }
    }
  }

  /// A request of an actor that is not ours is recorded where it arrived.
  private func recordArrival(
    _ request: WireRequest, _ response: WireResponse?, _ found: Door, _ runner: ConversationRunner, _ activity: Activity,
    at wire: WireInstant
  ) {
    let (path, now) = (activity.path, activity.now)
    record(found.dialect, runner.session.current) { [self] in
      Exchange(
        id: path.description, at: now, wire: wire, from: runner.peer, to: runner.role, edge: found.edge.name,
        dialect: found.dialect.card.name, operation: found.operation.name, url: (base(runner.role) ?? "") + request.target,
        request: request, response: response, failure: response == nil ? SendFailure(.reset, "we dropped the connection") : nil,
        sealed: found.dialect.card.sealed)
    }
  }

  private static func noSuchOperation(_ request: WireRequest, methods: [String]) -> WireResponse {
    let text = [HeaderField("Content-Type", "text/plain; charset=utf-8")]
    if methods.isEmpty {
      return WireResponse(404, headers: text, body: Array("There is nothing at this path. GET / lists what is here.\n".utf8))
    }
    return WireResponse(
      405, headers: text + [HeaderField("Allow", methods.joined(separator: ", "))],
      body: Array("Use \(methods.joined(separator: ", ")).\n".utf8))
  }
}
