package import Facts
import Synchronization
package import Timeline

extension World {
  /// A simulated system does something in its own world, as step `path` of the story.
  package func act(_ act: Act, by role: Role, at path: Path) async throws(Refused) -> Facts {
    guard let register = seat(role)?.register else { throw Refused("\(role) is not one of ours: it acts by hook or by hand") }
    let peers = RegisterPeers(world: self, role: role)
    let result: Result<Facts, Refused> = await timeline.perform(path) { activity in
      do throws(Refused) { return .success(try await register.act(act, activity, peers)) } catch { return .failure(error) }
    }
    return try result.get()
  }

  /// A look inside a simulated system. nil where the role is not ours.
  package func ask(_ question: Question, of role: Role) -> Answer? {
    seat(role)?.register?.answer(question, at: timeline.now)
  }

  package func arrange(_ arrangement: Arrangement, with role: Role) throws(Refused) {
    guard let register = seat(role)?.register else { throw Refused("\(role) is not one of ours: nothing can be arranged with it") }
    try register.arrange(arrangement, at: timeline.now)
  }

  /// A simulated system says a message again or spoiled, as step `path`. Its exchanges are marked as repeated by the harness.
  ///
  /// Gives what was said of it at once. A conversation that tries again later goes on in work of its own: `pending` until then.
  package func say(_ message: Message, at path: Path) async -> Reply {
    let said = Said()
    await timeline.perform(path) { activity in
      activity.spawn("says it once more") { activity in
        let reply = await RegisterPeers(world: self, role: message.from, repeated: true).say(message, activity)
        said.reply.withLock { $0 = reply }
      }
    }
    _ = try? await timeline.settle()
    return said.reply.withLock { $0 } ?? Reply(.failed, reason: "pending")
  }
  private final class Said: Sendable {
    let reply = Mutex<Reply?>(nil)
  }

  /// The very bytes of an earlier exchange, once more.
  package func repeatBytes(
    _ request: WireRequest, operation: OperationName, edge: EdgeName, from: Role, to: Role, at path: Path
  ) async {
    guard let edge = topology[edge], let dialect = dialect(edge.dialect) else { return }
    let runner = ConversationRunner(world: self, edge: edge, dialect: dialect, role: from, peer: to, repeated: true)
    await timeline.perform(path) { activity in
      guard let conversation = dialect.again(request, as: operation) else {
        _ = await self.exchange(request, operation, on: runner, saying: nil, activity)
        return
      }
      _ = await runner.speak(Message("call", from: from, to: to), conversation, activity)
    }
  }
}

extension World {
  /// What was said on an edge before, changed or spoiled as the call says, in the same role's name. Gives how it was taken; nil where the
  /// dialect cannot say it.
  package func sayAgain(_ raw: RawCall, operation: OperationName, edge: EdgeName, from: Role, to: Role, at path: Path) async -> Reply? {
    guard let edge = topology[edge], let dialect = dialect(edge.dialect) else { return nil }
    let runner = ConversationRunner(world: self, edge: edge, dialect: dialect, role: from, peer: to, repeated: true)
    return await say(raw, as: operation, on: runner, at: path)
  }

  private func say(_ raw: RawCall, as operation: OperationName, on runner: ConversationRunner, at path: Path) async -> Reply? {
    var message = Message("call", from: runner.role, to: runner.peer)
    // A token that the page itself writes, or leaves out, is not renewed.
    message.fault = raw.fault ?? (raw.headers["Authorization"] == nil ? nil : "own-token")
    let conversation = runner.dialect.call(raw, as: operation)
    let reply = await timeline.perform(path) { [message] activity in await runner.speak(message, conversation, activity) }
    return reply.reason?.hasPrefix("unsayable") == true ? nil : reply
  }

  /// A raw request to a role, sent as its peer on the edge to which the path belongs. false where no edge leads there, or none
  /// whose dialect can say it.
  package func call(_ raw: RawCall, on role: Role, at path: Path) async -> Bool {
    guard let found = caller(of: raw, on: role) else { return false }
    let runner = ConversationRunner(
      world: self, edge: found.edge, dialect: found.dialect, role: found.operation.calledBy, peer: role, repeated: true)
    return await say(raw, as: found.operation.name, on: runner, at: path) != nil
  }

  /// Whose word it is: the caller of the operation that the path names; else of any that the role serves.
  private func caller(of raw: RawCall, on role: Role) -> Door? {
    let all = (doors[role]?.all ?? []).filter { seat($0.operation.calledBy)?.isOurs ?? false }
    return all.first { $0.operation.match(raw.path) != nil && $0.operation.method == raw.method } ?? all.first {
      $0.operation.match(raw.path) != nil
    }
      ?? all.first { $0.operation.carriesMessages }
  }
}
