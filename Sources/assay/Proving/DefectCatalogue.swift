import Facts
import Sandbox
import Scenarios
import SourceText

/// The wrong behaviours of `mocks/defects`, and the benign twins of `mocks/twins`, in the order of their files.
enum DefectCatalogue {
  static func defects(_ library: Library, isOwn: Bool = false) -> Diagnosed<[Defect]> {
    load("defects", MockPages(library: library, isOwn: isOwn))
  }
  static func twins(_ library: Library) -> Diagnosed<[Twin]> { load("twins", MockPages(library: library)) }

  private static func load(_ part: String, _ pages: MockPages) -> Diagnosed<[Defect]> {
    let mocks = Mock.all(part, in: pages, keys: PageMap.defect.names)
    var diagnostics = mocks.diagnostics
    let all = (mocks.value ?? []).compactMap { read($0, isTwin: part == "twins", &diagnostics) }
    return Diagnosed(all, diagnostics)
  }

  private static func read(_ mock: Mock, isTwin: Bool, _ diagnostics: inout [Diagnostic]) -> Defect? {
    guard let word = mock.text("role") else {
      diagnostics.append(mock.missing("role", "write the role that shows it: \(Registers.roles.map(\.text).joined(separator: ", "))"))
      return nil
    }
    let role = Role(word)
    guard Registers.roles.contains(role) else {
      diagnostics.append(Diagnostic(.unknownName, "there is no role \(word)", at: mock.node["role"]?.span ?? mock.key.span))
      return nil
    }
    if !isTwin, mock.text("breaks") == nil {
      diagnostics.append(mock.missing("breaks", "write the id of the requirement that must catch it"))
    }
    let within = mock.text("within").map { DialectName($0) }
    if let within, !SandboxStages.dialects.contains(where: { $0.card.name == within }) {
      diagnostics.append(Diagnostic(.unknownName, "there is no dialect \(within)", at: mock.node["within"]?.span ?? mock.key.span))
    }
    let known = Deviations.known(to: role)
    let shows = mock.words("shows")
    for name in shows where !known.contains(name) {
      diagnostics.append(
        Diagnostic(
          .unknownName, "\(role) cannot show `\(name)`", at: mock.node["shows"]?.span ?? mock.key.span,
          next: "it knows \(known.joined(separator: ", "))"))
    }
    let settings = mock.pairs("settings").compactMap { s -> (edge: EdgeName, name: String, value: String)? in
      let parts = s.name.split(separator: ".", maxSplits: 1).map(String.init)
      return parts.count == 2 ? (EdgeName(parts[0]), parts[1], s.value) : nil
    }
    return Defect(
      id: mock.name, role: role, within: within, shows: Set(shows), rewrites: rewrites(mock, role, within, &diagnostics),
      breaks: mock.text("breaks") ?? "",
      says: mock.text("says") ?? "",
      scenarios: mock.words("scenarios"), dialects: mock.pairs("dialects").map { (EdgeName($0.name), DialectName($0.value)) },
      settings: settings, policies: mock.pairs("policy"), place: (mock.node["breaks"] ?? mock.key).span)
  }

  private static let rewriteKeys = ["of", "when", "status", "headers", "change", "drop", "delay", "twice", "reorder"]

  /// `rewrites: [ { of: sync-search, when: [ {op: test, ...} ], status: 500, headers: {...}, change: [ {op: remove, path: /header/action} ] } ]`,
  /// and of a message of its own `drop: yes`, `delay: 10 min`, `twice: yes`, `reorder: yes`.
  private static func rewrites(_ mock: Mock, _ role: Role, _ within: DialectName?, _ diagnostics: inout [Diagnostic]) -> [Rewrite] {
    guard let list = mock.node["rewrites"] else { return [] }
    let operations = SandboxStages.dialects.flatMap(\.operations).map(\.name.text)
    return (list.items ?? [list]).compactMap { node in
      for entry in node.entries ?? [] where !rewriteKeys.contains(entry.name) {
        diagnostics.append(
          Diagnostic(
            .unknownKey, "there is no `\(entry.name)` here", at: entry.key.span, next: "it has \(rewriteKeys.joined(separator: ", "))"))
      }
      guard let operation = node["of"]?.text, operations.contains(operation) else {
        diagnostics.append(
          Diagnostic(.unknownName, "`of` names no operation of a dialect", at: node.span, next: "write one, as `of: sync-search`"))
        return nil
      }
      return Rewrite(
        role, OperationName(operation), within: within, when: (node["when"]?.items ?? []).map(\.json),
        status: node["status"]?.text.flatMap { Int($0) },
        headers: (node["headers"]?.entries ?? []).map { HeaderField($0.name, $0.value.text ?? "") },
        changes: (node["change"]?.items ?? []).map(\.json),
        isDropped: node["drop"]?.text == "yes", delivery: delivery(node, &diagnostics))
    }
  }

  private static func delivery(_ node: Node, _ diagnostics: inout [Diagnostic]) -> Rewrite.Delivery {
    if node["twice"]?.text == "yes" { return .twice }
    if node["reorder"]?.text == "yes" { return .swapped }
    guard let delay = node["delay"] else { return .asItIs }
    guard let length = delay.text.flatMap({ StoryDuration($0) }), length.months == 0 else {
      diagnostics.append(
        Diagnostic(.unreadableValue, "this is no length of time", at: delay.span, next: "write it as in 15s, 10 min or 2 days"))
      return .asItIs
    }
    return .after(.seconds(Int64(length.days * 86_400 + length.seconds)))
  }
}
