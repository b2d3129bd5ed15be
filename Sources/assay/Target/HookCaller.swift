import Conformance
import Documents
import Engine
import Facts
import SourceText
import Timeline
import Transport

/// Calls what a target declares: hooks with their completion rule, and observers.
struct HookCaller: Sendable {
  let target: TargetFile
  let wayOut: WayOut
  /// Who does what no hook does.
  var desk: OperatorDesk?

  /// Whether it may be called again when nobody knows whether it was. What a person does is asked for again.
  func mayRepeat(_ name: String) -> Bool { target.hook(name)?.isRepeatable ?? true }

  /// `begun`: the answer that it gave before the run was broken off; only its end is then waited for.
  func call(
    _ name: String, role: Role, _ asked: [(name: String, value: String)], begun: WireResponse? = nil,
    keep: (WireResponse) -> Void = { _ in }
  ) async -> Hooked? {
    let inputs = asked.map { (name: $0.name, value: target.theirs($0.name, $0.value)) }
    guard let base = target.role(role)?.baseURL else { return nil }
    if target.isByAccount(name, of: role) { return arranged(asked) }
    guard let hook = target.hook(name) else {
      if name == "advance" || name == "retire" { return nil }
      let card = RegisterCard.of(role)?.act(name)
      return await desk?.perform(name, asked, says: card?.says, notes: card?.gives ?? [])
    }
    let body = hook.body.map { Template.json($0, inputs).encoded() } ?? []
    let request = WireRequest(
      hook.method, Template.address(hook.path, inputs), headers: body.isEmpty ? [] : [HeaderField("Content-Type", "application/json")],
      body: body)
    do throws(SendFailure) {
      let response: WireResponse
      if let begun { response = begun } else { response = try await wayOut.carry(request, to: base, patience: 30_000).response }
      guard (200..<300).contains(response.status) else {
        return Hooked(
          isDone: false, note: "the hook \(name) answered \(response.status): \(String(decoding: response.body.prefix(200), as: UTF8.self))"
        )
      }
      let first = try? JSON(parsing: response.body)
      var gives = Self.values(hook.gives, in: first)
      guard let poll = hook.poll else { return Hooked(isDone: true, gives: gives, note: "\(response.status)") }
      if begun == nil { keep(response) }
      let known = inputs + Self.values([("job", "$.job"), ("id", "$.id")], in: first) + gives
      if let lacking = Template.names(poll.path).first(where: { name in !known.contains { $0.name == name } }) {
        return Hooked(
          isDone: false, gives: gives,
          note: "\(name) answered without `\(lacking)`, by which its done-when asks (\(poll.path)): "
            + "let it answer `{ \"\(lacking)\": ... }`, or say in `gives` where it stands")
      }
      guard let done = try await wait(poll, known, base) else {
        return Hooked(isDone: false, note: "\(name) did not reach \(poll.isValue) at \(Template.address(poll.path, known))")
      }
      for g in Self.values(hook.gives, in: done) { gives.removeAll { $0.name == g.name }; gives.append(g) }
      return Hooked(isDone: true, gives: gives, note: "\(poll.isValue)")
    } catch {
      return Hooked(isDone: false, note: "\(base)\(request.target) could not be reached: \(error.detail); is the system running?")
    }
  }

  /// Nobody has to be told where the system goes by the end of the payee's account.
  private func arranged(_ asked: [(name: String, value: String)]) -> Hooked {
    func said(_ name: String) -> String { asked.first { $0.name == name }?.value ?? "" }
    let (does, account) = (said("does"), said("person.ACCOUNT"))
    switch target.does(does, at: account) {
    case true?: return Hooked(isDone: true, note: "by the end of the payee's account: \(does)")
    case false?:
      return Hooked(
        isDone: false,
        note: "no account of \(said("person")) ends so that it \(does); see `outcomes` and `people.identifiers` of the target file")
    case nil:
      return Hooked(
        isDone: false,
        note: "the target's `outcomes` do not say at which accounts it \(does); add `\(does): { payee-suffix: \"...\" }` where it can")
    }
  }

  private func wait(_ poll: (path: String, at: String, isValue: String), _ inputs: [(name: String, value: String)], _ base: String)
    async throws(SendFailure) -> JSON?
  {
    let bell = Bell()
    var left = target.patience(for: "cycle")
    while left > 0 {
      let (response, _) = try await wayOut.carry(WireRequest("GET", Template.address(poll.path, inputs)), to: base, patience: 30_000)
      if let json = try? JSON(parsing: response.body), Self.value(poll.at, in: json) == poll.isValue { return json }
      left -= max(1, await bell.wait(atMost: 200))
    }
    return nil
  }

  func observers(_ question: String, role: Role) -> [Observer] {
    let ladder = target.observers.first { $0.question == "\(role).\(question)" }?.ladder ?? []
    return ladder.enumerated().map { i, o in
      switch o.form {
      case .paymentList: .paymentList
      case .get(_, _, _, _, _, let grade): grade == .b ? .query(index: i) : .adapter(index: i)
      case .person: .person
      }
    }
  }

  func observe(_ observer: Observer, question: String, role: Role, _ asked: [(name: String, value: String)]) async -> Observed {
    // In their words, as a hook is told.
    let inputs = asked.map { (name: $0.name, value: target.theirs($0.name, $0.value)) }
    let index: Int
    switch observer {
    case .query(let i), .adapter(let i): index = i
    case .paymentList, .person: return Observed(nil)
    }
    guard let base = target.role(role)?.baseURL,
      let ladder = target.observers.first(where: { $0.question == "\(role).\(question)" })?.ladder,
      ladder.indices.contains(index), case .get(let path, let answer, let words, let paid, let gives, _) = ladder[index].form
    else { return Observed(nil) }
    let response: WireResponse
    do throws(SendFailure) {
      response = try await wayOut.carry(WireRequest("GET", Template.address(path, inputs)), to: base, patience: 30_000).response
    } catch { return Observed(nil, note: "GET \(path) could not be asked: \(error.detail)") }
    guard let json = try? JSON(parsing: response.body), let said = Self.value(answer, in: json) else {
      return Observed(nil, note: "GET \(path) answered \(response.status) and nothing at \(answer)")
    }
    let word = words.first { $0.values.contains(said) }?.word ?? said
    let sum = paid.flatMap { Self.value($0, in: json) }.map { " \($0)" } ?? ""
    let more = Self.values(gives, in: json).map { "\n\($0.name) \($0.value.split(whereSeparator: \.isNewline).joined(separator: " "))" }
    return Observed(word + sum + more.joined())
  }

  static func value(_ path: String, in json: JSON) -> String? {
    guard let path = try? JSONPath(path), let found = try? path.evaluate(json).first?.value else { return nil }
    return found.text ?? found.numberText ?? found.bool.map { $0 ? "true" : "false" }
  }
  private static func values(_ wanted: [(name: String, path: String)], in json: JSON?) -> [(name: String, value: String)] {
    wanted.compactMap { w in json.flatMap { value(w.path, in: $0) }.map { (w.name, $0) } }
  }
}
