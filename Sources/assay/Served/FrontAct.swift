import Documents
import Evidence
import Facts
import Population
import Sandbox
import Scenarios
import Serving
import Timeline

/// Makes a system of a served world act, asks it, or moves its clock: the same words as in scenarios.
struct FrontAct {
  let served: ServedWorld
  /// Everything that is due on the way is done: further, and nobody would wait for the answer.
  private static let furthest = StoryDuration(months: 24)
  private var world: World { served.world }
  private var story: Story { served.world.story }

  /// `{"act": "crvs.register-death", "person": "PAULO", "died": "T - 1 day"}`
  func act(_ body: JSON) async throws(DeskRefusal) -> JSON {
    let (role, name, card) = try subject(body, "act")
    guard let act = card.acts.first(where: { $0.name == name }) ?? card.givens.first(where: { $0.name == name }) else {
      throw DeskRefusal(404, "\(role) has no act \(name)", next: "it has " + card.acts.map(\.name).joined(separator: ", "))
    }
    let (inputs, people) = try self.inputs(body, head: "act", people: act.people, inputs: act.inputs)
    let mark = served.exchanges.count
    let gave: Facts
    do throws(Refused) {
      gave = try await world.act(Act(name, inputs, people: people), by: role, at: served.nextStep())
    } catch {
      throw DeskRefusal(409, error.why, next: "see what it takes at GET /, or start a fresh sandbox")
    }
    _ = try? await world.timeline.settle(outside: false)
    return [
      "act": .string("\(role).\(name)"), "at": .string(world.timeline.now.description), "gave": FrontPage.json(gave),
      "exchanges": .array(served.exchanges.since(mark).map { FrontPage.json($0) }),
    ]
  }

  /// `{"ask": "mis.enrolled", "person": "PAULO", "programme": "OAP"}`
  func ask(_ body: JSON) throws(DeskRefusal) -> JSON {
    let (role, name, card) = try subject(body, "ask")
    guard let question = card.questions.first(where: { $0.name == name }) else {
      throw DeskRefusal(404, "\(role) cannot be asked \(name)", next: "ask it " + card.questions.map(\.name).joined(separator: ", "))
    }
    let (inputs, people) = try self.inputs(body, head: "ask", people: ["person"], inputs: question.inputs)
    let answer = world.ask(Question(name, inputs, person: people.first?.keys.first), of: role)
    return ["ask": .string("\(role).\(name)"), "answer": answer?.word.map { .string($0) } ?? .null, "facts": FrontPage.json(answer?.facts ?? Facts())]
  }

  /// `{"by": "2 days"}`, or `{"to": "next-cycle", "of": "OAP"}`
  func advance(_ body: JSON) async throws(DeskRefusal) -> JSON {
    let now = world.timeline.now
    var cycle: String?
    let to: WorldInstant
    if let by = body["by"]?.text {
      guard let length = StoryDuration(by) else { throw DeskRefusal(422, "\(by.prefix(80)) is no length of time", next: "write it as in \(StoryDuration.examples)") }
      guard length.rough <= Self.furthest.rough else {
        throw DeskRefusal(422, "\(by.prefix(80)) is too far for one step", next: "move the clock by \(Self.furthest) at most")
      }
      to = length.after(now)
    } else if body["to"]?.text == "next-cycle", let of = body["of"]?.text {
      var facts = Facts()
      facts[.programme] = of
      guard let answer = world.ask(Question("next-cycle", facts), of: .mis), case .count(let at)? = answer.facts["at"] else {
        throw DeskRefusal(422, "the MIS knows no next cycle of \(of.prefix(80))", next: "programmes are \(story.programmes.map(\.code.text).joined(separator: ", "))")
      }
      cycle = answer.facts[.cycle]
      to = WorldInstant(seconds: Int64(at))
    } else {
      throw DeskRefusal(422, "say how far", next: #"send {"by": "2 days"} or {"to": "next-cycle", "of": "OAP"}"#)
    }
    let mark = served.exchanges.count
    do { try await world.timeline.advance(to: to) } catch { throw DeskRefusal(500, "\(error)", next: "start a fresh sandbox") }
    var members: Members = ["from": .string(now.description), "to": .string(world.timeline.now.description)]
    let exchanges = served.exchanges.since(mark)
    members["cycle"] = cycle.map { .string($0) }
    members["lines"] = cycle.map { JSON(Self.lines(of: $0, body["of"]?.text ?? "", exchanges)) }
    members["exchanges"] = .array(exchanges.map { FrontPage.json($0) })
    return .object(members)
  }

  /// How many lines were handed over; 0 says that the cycle was empty.
  private static func lines(of cycle: String, _ programme: String, _ exchanges: [Exchange]) -> Int {
    let lists = exchanges.flatMap(\.readings).filter { $0.message.kind == .list }
    let threads = lists.filter { $0.message.facts[.cycle] == cycle && $0.message.facts[.programme] == programme }.compactMap(\.thread)
    return lists.filter { $0.thread.map(threads.contains) ?? false }.reduce(0) { $0 + Array($1.message.lines).count }
  }

  /// `crvs.register-death`, or a role and a name apart.
  private func subject(_ body: JSON, _ key: String) throws(DeskRefusal) -> (Role, String, RegisterCard) {
    guard body.members != nil, let word = body[key]?.text else {
      throw DeskRefusal(422, "the body names no `\(key)`", next: #"send {"\#(key)": "ROLE.NAME", "person": "KEY"}; GET / lists what there is"#)
    }
    let parts = word.split(separator: ".", maxSplits: 1).map(String.init)
    let (role, name) = parts.count == 2 ? (Role(parts[0]), parts[1]) : (Role(body["role"]?.text ?? ""), word)
    guard let card = world.seat(role)?.register?.card else {
      let ours = world.seats.filter(\.seat.isOurs).map(\.role.text).joined(separator: ", ")
      throw DeskRefusal(404, "no system of ours has the role \(String(role.text.prefix(80)))", next: "roles are \(ours)")
    }
    return (role, name, card)
  }

  private func inputs(_ body: JSON, head: String, people names: [String], inputs known: [String]) throws(DeskRefusal)
    -> (Facts, [(input: String, keys: [PersonKey])])
  {
    var facts = Facts()
    var people: [(input: String, keys: [PersonKey])] = []
    let fields = (body.members ?? [:]).filter { ![head, "role", "with"].contains($0.name) } + (body["with"]?.members.map { Array($0) } ?? [])
    for field in fields {
      if let input = Self.personInput(field.name, names) {
        people.append((input, try keys(field.value)))
      } else if known.contains(field.name) {
        facts[field.name] = try value(field.value, field.name)
      } else {
        throw DeskRefusal(422, "there is no input \(String(field.name.prefix(80)))", next: "inputs are " + (names + known).joined(separator: ", "))
      }
    }
    return (facts, people)
  }

  /// `person` and `people` mean whomever the act is first about.
  private static func personInput(_ name: String, _ names: [String]) -> String? {
    if names.contains(name) { return name }
    return ["person", "people"].contains(name) ? names.first : nil
  }

  private func keys(_ json: JSON) throws(DeskRefusal) -> [PersonKey] {
    var named = json.text.map { $0.split(separator: ",").map { JSON.string(String($0.drop { $0 == " " })) } } ?? json.items ?? []
    if json.members != nil { named = [json] }
    guard !named.isEmpty else { throw DeskRefusal(422, "nobody is named", next: "name people by their keys; GET / lists them") }
    var keys: [PersonKey] = []
    for one in named { keys.append(try one.members == nil ? key(one.text ?? "") : FrontGuest.welcome(one, to: story)) }
    return keys
  }

  /// By key, or by a number that is theirs.
  private func key(_ text: String) throws(DeskRefusal) -> PersonKey {
    if story[PersonKey(text)] != nil { return PersonKey(text) }
    if let person = story.person(named: FrontGuest.schemes.map { Identifier($0, text) }) { return person.key }
    throw DeskRefusal(
      422, "nobody here is called \(text.prefix(80))",
      next: "people are \(story.people.map(\.key.text).joined(separator: ", ")); or bring somebody: \(FrontGuest.example)")
  }

  /// Days as `2026-05-01` or `T - 1 day`, amounts and counts by the vocabulary, all else as text.
  private func value(_ json: JSON, _ name: String) throws(DeskRefusal) -> FactValue {
    if let items = json.items { return .text(items.compactMap(\.text).joined(separator: " ")) }
    guard let text = json.text ?? json.numberText ?? json.bool.map(String.init(describing:)) else {
      throw DeskRefusal(422, "\(name) must be a text, a number or a list of texts", next: "see the examples at GET /")
    }
    if let day = Day(text) { return .day(day) }
    if let day = RelativeDay(text) { return .day(day.day(from: world.timeline.now.day)) }
    switch Vocabulary.entries.first(where: { $0.name == name })?.type {
    case .count: return Int(text).map { .count($0) } ?? .text(text)
    case .amount: return ExactDecimal(text).map { .amount($0) } ?? .text(text)
    default: return .text(text)
    }
  }
}
