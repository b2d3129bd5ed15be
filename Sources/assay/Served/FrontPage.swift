import Documents
import Evidence
import Facts
import Population
import Sandbox
import Serving
import Timeline

/// `GET /`: what is here, for programs.
struct FrontPage {
  let served: ServedWorld
  /// As the caller reached us.
  let base: String
  var world: World { served.world }

  init(served: ServedWorld, request: WireRequest) {
    self.served = served
    base = "http://" + (request.headers["Host"] ?? "\(served.house.listener.host):\(served.house.listener.port)")
  }

  var json: JSON {
    [
      "sandbox": .string("assay \(RunSession.tool)"), "seed": .string(served.seed), "today": .string(served.house.today.description),
      "now": .string(world.timeline.now.description), "roles": .array(world.seats.map { role($0.role, $0.seat) }),
      "edges": .array(world.topology.edges.filter { world.seat($0.to) != nil && world.seat($0.from) != nil }.map { edge($0) }),
      "programmes": .array(world.story.programmes.map { ["programme": .string($0.code.text), "title": .string($0.title), "amount": JSON($0.amount)] }),
      "people": .array(world.story.people.map { person($0) }), "population": JSON(served.house.populace?.size ?? 0),
      "act": ["post": "/act", "example": ["act": "crvs.register-death", "person": "PAULO", "died": "T - 1 day"]],
      "ask": ["post": "/ask", "example": ["ask": "mis.enrolled", "person": "PAULO", "programme": "OAP"]],
      "advance": ["post": "/advance", "example": ["to": "next-cycle", "of": "OAP"]],
      "exchanges": ["get": "/exchanges"],
    ]
  }

  func address(_ role: Role) -> String {
    if case .real(let address)? = world.seat(role) { return address }
    if let door = served.doors.first(where: { $0.role == role }) { return "http://\(door.listener.host):\(door.listener.port)" }
    return "\(base)/\(role)"
  }

  /// What the role serves on the edges of this world, each address once.
  func operations(_ role: Role) -> [(operation: Operation, dialect: DialectName, edge: EdgeName)] {
    var all: [(operation: Operation, dialect: DialectName, edge: EdgeName)] = []
    for edge in world.topology.edges where edge.from == role || edge.to == role {
      let other = edge.from == role ? edge.to : edge.from
      for operation in world.dialect(edge.dialect)?.operations ?? [] where operation.servedBy == role && operation.calledBy == other {
        // Two edges of one pair share what they are served at.
        if all.contains(where: { $0.operation.method == operation.method && $0.operation.path == operation.path }) { continue }
        all.append((operation, edge.dialect, edge.name))
      }
    }
    return all
  }

  private func role(_ role: Role, _ seat: Seat) -> JSON {
    var members: Members = ["role": .string(role.text), "base": .string(address(role))]
    guard let card = seat.register?.card else {
      members["is"] = "not ours"
      return .object(members)
    }
    members["title"] = .string(card.title)
    members["operations"] = .array(
      operations(role).map { o in
        [
          "method": .string(o.operation.method), "path": .string(o.operation.path), "dialect": .string(o.dialect.text), "edge": .string(o.edge.text),
          "operation": .string(o.operation.name.text), "called-by": .string(o.operation.calledBy.text),
        ]
      })
    members["acts"] = .array(
      card.acts.map { a in
        ["act": .string("\(role).\(a.name)"), "people": Self.texts(a.people), "inputs": Self.texts(a.inputs), "says": .string(a.says)]
      })
    members["questions"] = .array(
      card.questions.map { q in
        ["ask": .string("\(role).\(q.name)"), "inputs": Self.texts(q.inputs), "answers": Self.texts(q.answers), "says": .string(q.says)]
      })
    return .object(members)
  }

  private func edge(_ edge: Edge) -> JSON {
    [
      "edge": .string(edge.name.text), "between": Self.texts([edge.from.text, edge.to.text]), "dialect": .string(edge.dialect.text),
      "messages": Self.texts(edge.kinds.map(\.text)),
      "settings": .object(Members(edge.settings.all.map { Member($0.name, .string($0.value)) })),
    ]
  }

  private func person(_ person: Person) -> JSON {
    var members: Members = [
      "person": .string(person.key.text), "name": .string(person.name.description), "sex": .string(person.sex.rawValue),
      "born": .string(person.born.description),
    ]
    for (relation, key) in [("mother", person.mother), ("father", person.father), ("spouse", person.spouse), ("guardian", person.guardian)] {
      members[relation] = key.map { .string($0.text) }
    }
    members["identifiers"] = .object(Members(person.identifiers.map { Member($0.scheme.text, .string($0.value)) }))
    if !person.later.isEmpty { members["later"] = .object(Members(person.later.map { Member($0.scheme.text, .string($0.value)) })) }
    members["says"] = .string(served.house.population.archetype(person.archetype)?.says ?? "")
    return .object(members)
  }

  static func texts(_ all: [String]) -> JSON { .array(all.map { .string($0) }) }
  static func json(_ facts: Facts) -> JSON { .object(Members(facts.entries.map { Member($0.name, .string($0.value.description)) })) }

  /// In short, or with both messages.
  static func json(_ exchange: Exchange, whole: Bool = false) -> JSON {
    var members: Members = [
      "at": .string(exchange.at.description), "from": .string(exchange.from.text), "to": .string(exchange.to.text),
      "edge": .string(exchange.edge.text), "dialect": .string(exchange.dialect.text), "operation": .string(exchange.operation.text),
      "says": texts(Knowledge.distinct(exchange.readings.map(\.message.kind.text))), "status": exchange.response.map { JSON($0.status) } ?? .null,
    ]
    members["failure"] = exchange.failure.map { .string("\($0.kind.rawValue): \($0.detail)") }
    guard whole else { return .object(members) }
    members["request"] = [
      "method": .string(exchange.request.method), "url": .string(exchange.url),
      "body": .string(String(decoding: exchange.request.body.prefix(1 << 16), as: UTF8.self)),
    ]
    members["response"] = exchange.response.map { .string(String(decoding: $0.body.prefix(1 << 16), as: UTF8.self)) }
    return .object(members)
  }
}
