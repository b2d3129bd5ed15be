import Facts
import Timeline

/// The other systems, as one register may speak to them: finds the edge, and lets its dialect speak.
struct RegisterPeers: Peers {
  let world: World
  let role: Role
  var repeated = false

  func say(_ message: Message, _ activity: Activity) async -> Reply {
    guard let edge = world.topology.edge(for: message.kind, from: message.from, to: message.to), world.seat(message.to) != nil else {
      return Reply(.failed, reason: "no-peer")
    }
    guard let dialect = world.dialect(edge.dialect), let conversation = dialect.speak(message.kind, from: message.from) else {
      return Reply(.failed, reason: "unsayable")
    }
    let runner = ConversationRunner(world: world, edge: edge, dialect: dialect, role: message.from, peer: message.to, repeated: repeated)
    return await runner.speak(world.outward(message, to: message.to), conversation, activity)
  }

  func hears(_ kind: MessageKind, from: Role, to: Role) -> Bool {
    guard let edge = world.topology.edge(for: kind, from: from, to: to), world.seat(to) != nil else { return false }
    return world.dialect(edge.dialect)?.speak(kind, from: from) != nil
  }
}
