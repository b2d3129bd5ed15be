import Documents
import SourceText

/// `$person.UIN` in a text of the target, replaced by what the story says.
enum Template {
  static func text(_ text: String, _ inputs: [(name: String, value: String)]) -> String {
    var out = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      out += rest[..<dollar]
      let tail = rest[rest.index(after: dollar)...]
      // The longest name wins: `$person.UIN` before `$person`.
      let hit = inputs.filter { tail.hasPrefix($0.name) }.max { $0.name.count < $1.name.count }
      out += hit?.value ?? "$"
      rest = tail.dropFirst(hit?.name.count ?? 0)
    }
    return out + rest
  }

  /// A body in the shape that the page gives it; scalars are texts, `[]` and maps stay what they are.
  static func json(_ node: Node, _ inputs: [(name: String, value: String)]) -> JSON {
    if let entries = node.entries { return .object(Members(entries.map { Member($0.name, json($0.value, inputs)) })) }
    if let items = node.items { return .array(items.map { json($0, inputs) }) }
    return .string(text(node.text ?? "", inputs))
  }
}
