import Conformance
import Facts
import Foundation
import Scenarios
import SourceText

/// Reads a target file; every complaint has its line and caret.
struct TargetLoader {
  var diagnostics: [Diagnostic] = []
  private var secrets: [String] = []
  private let environment: [String: String]
  /// The folder of the target file: what it names lies there.
  let folder: String

  static func load(_ bytes: [UInt8], name: String, environment: [String: String]) -> Diagnosed<TargetFile> {
    let read = YAMLReader().read(bytes, name: name)
    guard let node = read.value else { return Diagnosed(nil, read.diagnostics) }
    var loader = TargetLoader(environment: environment, folder: (name as NSString).deletingLastPathComponent)
    let target = loader.target(node)
    return Diagnosed(target, read.diagnostics + loader.diagnostics)
  }

  private init(environment: [String: String], folder: String) {
    self.environment = environment
    self.folder = folder
  }

  mutating func report(_ code: DiagnosticCode, _ message: String, _ node: Node, next: String? = nil) {
    diagnostics.append(Diagnostic(code, message, at: node.span, next: next))
  }

  private mutating func target(_ node: Node) -> TargetFile? {
    diagnostics += TargetShape.findings(node)
    guard let name = node["target"]?.text else {
      report(.missingKey, "the target has no name", node, next: "add `target: NAME`")
      return nil
    }
    let environment = node["environment"]?.text ?? ""
    if node["environment"] == nil {
      report(
        .missingKey, "the target does not say its `environment`", node, next: "run against a test system, and write `environment: test`")
    } else if environment != "test" {
      report(
        .unreadableValue, "`environment` is not `test`", node["environment"] ?? node,
        next: "run against a test system, and write `environment: test`")
    }
    let roles = (node["roles"]?.entries ?? []).compactMap { role($0) }
    if (node["roles"]?.entries ?? []).isEmpty {
      report(.missingKey, "the target fills no role", node["roles"] ?? node, next: "add `roles:` with mis, crvs, id or payments")
    }
    let limits = limits(node["limits"], roles, node["roles"] ?? node)
    let people = people(node["people"])
    let outcomes = outcomes(node["outcomes"], roles)
    return TargetFile(
      name: name, product: (node["product"]?["name"]?.text ?? name, node["product"]?["version"]?.text ?? "unversioned"),
      environment: environment,
      roles: roles, reach: reach(node["reach"]), patience: patience(node["clock"]?["patience"]), vocabulary: vocabulary(node["vocabulary"]),
      policies: policies(node["policy"]), hooks: hooks(node["hooks"]), observers: observers(node["observe"]), secrets: secrets,
      limits: limits, operators: operators(node["operator"]), people: people, outcomes: outcomes,
      home: home(name, node["reach"]?["identity"]?.text),
      declared: KeptTarget(secrets: secrets, hidesMap: people.areReal).json(node))
  }

  private mutating func role(_ entry: Node.Entry) -> TargetFile.RoleDecl? {
    let node = entry.value
    if !Registers.roles.contains(Role(entry.name)) {
      report(
        .unknownName, "there is no role `\(entry.name)`", entry.key,
        next: "roles are \(Registers.roles.map(\.text).joined(separator: ", "))")
    }
    guard let base = address(node["base-url"], "base-url", entry.key) else { return nil }
    var edges: [TargetFile.EdgeChoice] = []
    for e in node["edges"]?.entries ?? [] { edges.append(edge(e)) }
    if edges.isEmpty {
      report(
        .missingKey, "`\(entry.name)` declares no edge", entry.key,
        next: "add `edges:` with a dialect for each, as `events: { dialect: dci-crvs }`")
    }
    return TargetFile.RoleDecl(
      role: Role(entry.name), baseURL: base.hasSuffix("/") ? String(base.dropLast()) : base, profile: node["profile"]?.text, edges: edges,
      credentials: settings(node["credentials"]), features: features(node["features"]), tls: tls(node["tls"]), proxy: proxy(node["proxy"]))
  }

  /// `features: { CR-06: yes, CR-06/duplicate: no }`
  private mutating func features(_ node: Node?) -> [Declaration.Feature] {
    if let node, node.entries == nil {
      report(
        .wrongShape, "`features` must be a map, and this is \(node.shape)", node, next: "write `CR-06: yes` below it, one scenario a line")
    }
    return (node?.entries ?? []).compactMap { e in
      switch e.value.text {
      case "yes", "true": return .init(e.name, isSupported: true)
      case "no", "false": return .init(e.name, isSupported: false)
      default:
        report(.unreadableValue, "a feature is supported or it is not", e.value, next: "write `yes` or `no`")
        return nil
      }
    }
  }

  /// An address that a client can call; the complaint stands at the value, or at `place` where there is none.
  private mutating func address(_ node: Node?, _ name: String, _ place: Node) -> String? {
    guard let node else {
      report(.missingKey, "`\(place.text ?? "")` has no `\(name)`", place, next: "add `\(name): https://...`")
      return nil
    }
    let text = node.text ?? ""
    guard Addresses.isCallable(text) else {
      report(.unreadableValue, "`\(name)` is no address", node, next: "write it as in `\(name): https://mis.example.org/api`")
      return nil
    }
    return text
  }

  private mutating func edge(_ entry: Node.Entry) -> TargetFile.EdgeChoice {
    if let word = entry.value.text {
      return .init(
        edge: EdgeName(entry.name), dialect: word == "none" ? nil : DialectName(word), settings: Settings(), name: entry.key.span,
        span: entry.value.span)
    }
    let dialect = entry.value["dialect"]?.text
    if dialect == nil {
      report(.missingKey, "the edge `\(entry.name)` has no dialect", entry.key, next: "add `dialect: NAME`, or write `none`")
    }
    return .init(
      edge: EdgeName(entry.name), dialect: dialect.map { DialectName($0) }, settings: settings(entry.value), name: entry.key.span,
      span: entry.value["dialect"]?.span ?? entry.value.span)
  }

  /// Scalars by name; `$env.NAME` comes from the environment, and is a secret.
  private mutating func settings(_ node: Node?) -> Settings {
    var all = Settings()
    for e in node?.entries ?? [] where e.name != "dialect" {
      guard let text = e.value.text else { continue }
      all[e.name] = value(text, e.value)
      if e.name.contains("secret") || e.name.contains("key") || e.name.contains("password") { secrets.append(all[e.name] ?? "") }
    }
    return all
  }

  mutating func value(_ text: String, _ node: Node) -> String {
    guard text.hasPrefix("$env.") else { return text }
    let name = String(text.dropFirst(5))
    guard let value = environment[name] else {
      report(.unknownReference, "the environment has no \(name)", node, next: "set it before the run: export \(name)=...")
      return ""
    }
    secrets.append(value)
    return value
  }

  private mutating func reach(_ node: Node?) -> TargetFile.Reach {
    var reach = TargetFile.Reach()
    guard let node else { return reach }
    if let mode = node["mode"] {
      if let known = TargetFile.Reach.Mode(rawValue: mode.text ?? "") {
        reach.mode = known
      } else {
        report(.unreadableValue, "`\(mode.text ?? "")` is no way to be reached", mode, next: "write per-run, pinned or none")
      }
    }
    if let url = node["public-url"] {
      reach.publicURL = address(url, "public-url", url).map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    }
    if let listen = node["listen"] {
      let parts = (listen.text ?? "").split(separator: ":")
      if let port = parts.last.flatMap({ Int($0) }), (0...65_535).contains(port), parts.count <= 2 {
        reach.listenHost = parts.count == 2 ? String(parts[0]) : "127.0.0.1"
        reach.listenPort = port
      } else {
        report(.unreadableValue, "`\(listen.text ?? "")` is no place to listen at", listen, next: "write HOST:PORT, as in 0.0.0.0:8443")
      }
    }
    reach.tls = serving(node["tls"])
    reach.tunnel = tunnel(node["tunnel"], reach.listenPort)
    return reach
  }

  private mutating func patience(_ node: Node?) -> [(kind: String, milliseconds: Int)] {
    (node?.entries ?? []).compactMap { e in
      guard let text = e.value.text, let length = StoryDuration(text) else {
        report(.unreadableValue, "this is no length of time", e.value, next: "write it as in 15s, 5 min or 2 h")
        return nil
      }
      guard length.rough <= TargetFile.longestPatience.rough else {
        report(
          .unreadableValue, "nobody waits longer than \(TargetFile.longestPatience)", e.value,
          next: "write how long the system really takes; what comes after that is another run")
        return nil
      }
      return (e.name, length.rough * 1000)
    }
  }

  private func vocabulary(_ node: Node?) -> [(group: String, ours: String, theirs: String)] {
    (node?.entries ?? []).flatMap { group in (group.value.entries ?? []).map { (group.name, $0.name, $0.value.text ?? "") } }
  }
  private func policies(_ node: Node?) -> [(name: String, value: String, span: SourceSpan)] {
    (node?.entries ?? []).flatMap { e -> [(name: String, value: String, span: SourceSpan)] in
      if let text = e.value.text { return [(e.name, text, e.value.span)] }
      return (e.value.entries ?? []).compactMap { inner in inner.value.text.map { (inner.name, $0, inner.value.span) } }
    }
  }

  private mutating func hooks(_ node: Node?) -> [TargetFile.Hook] {
    (node?.entries ?? []).compactMap { e in
      for method in ["post", "get", "put", "delete"] {
        guard let path = e.value[method]?.text else { continue }
        let done = e.value["done-when"]
        return TargetFile.Hook(
          name: e.name, method: method.uppercased(), path: path, body: e.value["body"],
          isRepeatable: method != "post" || ["yes", "true"].contains(e.value["repeatable"]?.text ?? ""),
          poll: done?["poll"]?.text.map { ($0, done?["at"]?.text ?? "$.status", done?["is"]?.text ?? "DONE") },
          gives: (e.value["gives"]?.entries ?? []).map { ($0.name, $0.value.text ?? "$") })
      }
      report(.missingKey, "the hook `\(e.name)` calls nothing", e.key, next: "add `post: /path` or `get: /path`")
      return nil
    }
  }

  private mutating func observers(_ node: Node?) -> [(question: String, ladder: [TargetFile.ObserverDecl])] {
    (node?.entries ?? []).map { e in (e.name, (e.value.items ?? [e.value]).compactMap { observer($0) }) }
  }

  private mutating func observer(_ node: Node) -> TargetFile.ObserverDecl? {
    switch node.text {
    case "payment-list": return .init(form: .paymentList)
    case "operator": return .init(form: .person)
    default: break
    }
    guard let path = node["get"]?.text, let answer = node["answer"]?.text else {
      report(
        .unreadableValue, "this is no observer", node,
        next: "write payment-list, operator, or { get: /path, answer: \"$.status\", enrolled: [ ACTIVE ] }")
      return nil
    }
    let words = (node.entries ?? []).filter { !["get", "answer", "grade", "paid-total", "gives"].contains($0.name) }.map { e in
      (word: e.name, values: (e.value.items ?? [e.value]).compactMap(\.text))
    }
    return .init(
      form: .get(
        path: path, answer: answer, answers: words, paid: node["paid-total"]?.text,
        gives: (node["gives"]?.entries ?? []).compactMap { e in e.value.text.map { (name: e.name, path: $0) } },
        grade: node["grade"]?.text == "B" ? .b : .c))
  }
}

/// Addresses as people write them.
enum Addresses {
  static func isCallable(_ text: String) -> Bool {
    guard let url = URL(string: text), ["http", "https"].contains(url.scheme ?? "") else { return false }
    return !(url.host ?? "").isEmpty
  }
}
