import Facts
import Population
import Scenarios
import SourceText
import Transport

// What a target says of the world that it stands in: certificates, limits, people, who acts.
extension TargetLoader {
  mutating func tls(_ node: Node?) -> Courier.TLS {
    Courier.TLS(
      authorities: file("ca", of: node), certificate: file("client-cert", of: node), key: file("client-key", of: node))
  }

  /// `tls: own`, or `tls: { cert: FILE, key: FILE, client-ca: FILE }`.
  mutating func serving(_ node: Node?) -> TargetFile.Reach.TLS? {
    guard let node else { return nil }
    if node.text == "own" { return .init() }
    guard node.entries != nil else {
      report(
        .unreadableValue, "`tls` is not `\(node.text ?? node.shape)`", node,
        next: "write `tls: own`, and the sheet prints the root to trust; or `tls: { cert: FILE, key: FILE }`")
      return nil
    }
    let tls = TargetFile.Reach.TLS(
      certificate: file("cert", of: node), key: file("key", of: node), clients: file("client-ca", of: node))
    if (tls.certificate == nil) != (tls.key == nil) {
      report(.missingKey, "`tls` needs `cert` and `key` together", node, next: "name both, or neither for an authority of its own")
    }
    return tls
  }

  private mutating func file(_ name: String, of node: Node?) -> String? {
    guard let at = node?[name], let text = at.text else { return nil }
    let path = beside(value(text, at))
    if !path.isEmpty, !Files.isThere(path) {
      report(.fileNotFound, "`\(name)`: \(path) is not there", at, next: "correct the path; it is read from the folder of the target file")
    }
    return path
  }

  /// `http://gateway:3128`; a name and a password within it come from the environment as one `$env.NAME`.
  mutating func proxy(_ node: Node?) -> String? {
    guard let node, let text = node.text else { return nil }
    let address = value(text, node)
    guard address.isEmpty || Addresses.isCallable(address) else {
      report(.unreadableValue, "`proxy` is no address", node, next: "write it as in `proxy: http://gateway.example.org:3128`")
      return nil
    }
    return address.isEmpty ? nil : address
  }

  mutating func tunnel(_ node: Node?, _ port: Int) -> (command: String, url: String?)? {
    guard let node else { return nil }
    guard let command = node["command"]?.text, !command.isEmpty else {
      report(
        .missingKey, "the tunnel has no `command`", node,
        next: "write `tunnel: { command: \"ssh -R 8443:127.0.0.1:{port} gateway\", url: https://... }`")
      return nil
    }
    if port == 0 {
      report(.missingKey, "a tunnel leads to a port, and none is declared", node, next: "add `listen: 127.0.0.1:8443` to `reach`")
    }
    if let url = node["url"], !Addresses.isCallable(url.text ?? "") {
      report(.unreadableValue, "`url` is no address", url, next: "write it as in `url: https://assay.example.org`")
    }
    return (command, node["url"]?.text)
  }

  /// A path as it is meant: from the folder of the target file.
  func beside(_ path: String) -> String { path.hasPrefix("/") || folder.isEmpty || path.isEmpty ? path : "\(folder)/\(path)" }

  /// Beside the target file, unless it says where.
  func home(_ name: String, _ identity: String?) -> String {
    beside(identity ?? ".assay/\(name.replacing("/", with: "-"))")
  }

  mutating func limits(_ node: Node?, _ roles: [TargetFile.RoleDecl], _ page: Node) -> TargetFile.Limits {
    var limits = TargetFile.Limits()
    limits.atOnce = number(node?["at-once"], "at-once", in: 1...1024)
    limits.perSecond = number(node?["per-second"], "per-second", in: 1...10_000)
    limits.hostileInput = word(node?["hostile-input"], "hostile-input", ["allowed", "refused"]) == "allowed"
    limits.isTestMoney = word(node?["money"], "money", ["test"]) == "test"
    if !limits.isTestMoney, node?["money"] == nil, let payer = roles.first(where: { $0.role == .payments }) {
      report(
        .missingKey, "`\(payer.role)` moves money, and nothing says that it is test money", node ?? page,
        next: "play with a system that pays nobody, and write `limits: { money: test }`")
    }
    return limits
  }

  private mutating func number(_ node: Node?, _ name: String, in range: ClosedRange<Int>) -> Int? {
    guard let node else { return nil }
    if let n = node.text.flatMap({ Int($0) }), range.contains(n) { return n }
    report(
      .unreadableValue, "`\(name)` is no number from \(range.lowerBound) to \(range.upperBound)", node,
      next: "write for example `\(name): \(max(range.lowerBound, 5))`")
    return nil
  }

  private mutating func word(_ node: Node?, _ name: String, _ known: [String]) -> String? {
    guard let node else { return nil }
    if let text = node.text, known.contains(text) { return text }
    report(
      .unreadableValue, "`\(name)` is not `\(node.text ?? node.shape)`", node,
      next: "write \(known.map { "`\($0)`" }.joined(separator: " or "))")
    return nil
  }

  mutating func operators(_ node: Node?) -> TargetFile.Operator? {
    guard let node else { return nil }
    return TargetFile.Operator(role: node["role"]?.text ?? "operator", answers: node["answers"]?.text.map { beside($0) })
  }

  mutating func people(_ node: Node?) -> PeopleSource {
    var people = PeopleSource()
    guard let node else { return people }
    people.kind =
      word(node["source"], "source", PeopleSource.Kind.allCases.map(\.rawValue)).flatMap { PeopleSource.Kind(rawValue: $0) } ?? .mint
    for e in node["identifiers"]?.entries ?? [] {
      do throws(IdentifierRule.Unreadable) {
        try people.rules.set(IdentifierScheme(e.name), e.value.text ?? "")
      } catch {
        report(
          .unreadableValue, "`\(e.name)`: the rule \"\(error.rule)\" \(error.why)", e.value,
          next: "write for example \"verhoeff 10, prefix 29\", \"digits 12\" or \"B-{run}-{n}\"")
      }
    }
    people.load = node["load"]?.text ?? node["load"]?["file"]?.text ?? node["load"]?.entries?.first?.name
    people.areInvented = word(node["real-people"], "real-people", ["none", "masked"]) == "none"
    people.pool = pool(node["pool"])
    people.map = mapped(node["map"], people)
    let needed = people.kind == .map ? ["pool", "map"] : people.kind == .pool ? ["pool"] : []
    for key in needed where node[key] == nil {
      report(
        .missingKey, "people from a \(people.kind.rawValue) need `\(key)`", node["source"] ?? node,
        next: key == "pool" ? "write `pool: people.csv`, the file of those whom you lend" : "write `map: { CR-06: { deceased: ID } }`")
    }
    return people
  }

  /// One file, several, or one for each archetype.
  private mutating func pool(_ node: Node?) -> [PoolPerson] {
    guard let node else { return [] }
    let files =
      node.entries.map { $0.map { (for: Optional(ArchetypeKey($0.name)), at: $0.value) } }
      ?? (node.items ?? [node]).map { (for: nil, at: $0) }
    return files.flatMap { archetype, at -> [PoolPerson] in
      let path = beside(at.text ?? "")
      guard let bytes = Files.text(path) else {
        report(.fileNotFound, "`pool`: \(Files.what(path))", at, next: "correct the path; it is read from the folder of the target file")
        return []
      }
      let read = PoolReader.load(bytes, name: path, for: archetype)
      diagnostics += read.diagnostics
      return read.value ?? []
    }
  }

  /// `CR-06: { deceased: ID }`
  private mutating func mapped(_ node: Node?, _ people: PeopleSource) -> [PeopleSource.Mapped] {
    var all: [PeopleSource.Mapped] = []
    for story in node?.entries ?? [] {
      for role in story.value.entries ?? [] {
        let id = role.value.text ?? ""
        if !people.pool.contains(where: { $0.id == id }) {
          report(.unknownName, "nobody in the pool has the id `\(id)`", role.value, next: "write an `id` of the file that `pool` names")
        }
        if let other = all.first(where: { $0.id == id }) {
          report(
            .duplicateName, "`\(id)` is \(other.role) of \(other.story) as well", role.value,
            next: "map somebody else: no two stories share a person")
        }
        all.append(.init(story: story.name, role: PersonKey(role.name), id: id))
      }
    }
    return all
  }
}
