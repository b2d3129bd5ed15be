import Scenarios
import SourceText

/// The keys of a target file, map by map. A key that nobody reads would look like a promise.
enum TargetShape {
  private static let below: [(path: String, map: PageMap)] = [
    ("product", .product), ("reach", .reach), ("clock", .clock), ("people", .people), ("operator", .person), ("limits", .limits),
  ]

  /// What is written and has no meaning.
  static func findings(_ root: Node) -> [Diagnostic] {
    var all = unknown(root, "a target", PageMap.target.names)
    for (path, map) in below { all += unknown(root[path], "`\(path)`", map.names) }
    all += unknown(root["reach"]?["tls"], "`tls`", ["cert", "key", "client-ca"])
    all += unknown(root["reach"]?["tunnel"], "`tunnel`", ["command", "url"])
    for entry in root["roles"]?.entries ?? [] {
      all += unknown(entry.value, "the role `\(entry.name)`", PageMap.role.names)
      all += unknown(entry.value["tls"], "`tls`", ["ca", "client-cert", "client-key"])
    }
    for entry in root["hooks"]?.entries ?? [] {
      all += unknown(entry.value, "the hook `\(entry.name)`", PageMap.hook.names)
      all += unknown(entry.value["done-when"], "`done-when`", PageMap.done.names)
    }
    for entry in root["outcomes"]?.entries ?? [] { all += unknown(entry.value, "the outcome `\(entry.name)`", ["payee-suffix"]) }
    for name in ["roles", "product", "reach", "clock", "vocabulary", "policy", "hooks", "outcomes", "observe", "limits"] {
      if let node = root[name], node.entries == nil, !(node.text ?? "x").isEmpty {
        all.append(
          Diagnostic(
            .wrongShape, "`\(name)` must be a map, and this is \(node.shape)", at: node.span, next: "write names and values below it"))
      }
    }
    return all
  }

  private static func unknown(_ node: Node?, _ what: String, _ known: [String]) -> [Diagnostic] {
    (node?.entries ?? []).filter { !known.contains($0.name) }.map { entry in
      let next = Spelling.nearest(entry.name, in: known).map { "write `\($0)`" } ?? "it has \(known.joined(separator: ", "))"
      return Diagnostic(.unknownKey, "\(what) has no `\(entry.name)`", at: entry.key.span, next: next)
    }
  }
}
