import Documents
import Signatures
import SourceText

/// `$person.UIN` in a text of the target, replaced by what the story says. A name that the story does not have becomes nothing.
enum Template {
  static func text(_ text: String, _ inputs: [(name: String, value: String)]) -> String {
    var out = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      out += rest[..<dollar]
      var name = rest[rest.index(after: dollar)...].prefix { $0.isLetter || $0.isNumber || "._-".contains($0) }
      while name.last == "." { name.removeLast() }
      out += inputs.first { $0.name == name }?.value ?? ""
      rest = rest[name.endIndex...]
    }
    return out + rest
  }

  /// An address: values stand in it as parts of its path or query, whatever they hold. One that is nothing but a value is that value.
  static func address(_ text: String, _ inputs: [(name: String, value: String)]) -> String {
    if let name = names(text).first, text == "$\(name)" { return self.text(text, inputs) }
    return self.text(text, inputs.map { (name: $0.name, value: PercentEncoding.component($0.value)) })
  }

  /// The names that stand in a text.
  static func names(_ text: String) -> [String] {
    text.matches(of: /\$([\p{L}\p{N}._-]+)/).map { match in
      var name = match.output.1
      while name.last == "." { name.removeLast() }
      return String(name)
    }
  }

  /// A body in the shape that the page gives it; scalars are texts, `[]` and maps stay what they are.
  static func json(_ node: Node, _ inputs: [(name: String, value: String)]) -> JSON {
    if let entries = node.entries { return .object(Members(entries.map { Member($0.name, json($0.value, inputs)) })) }
    if let items = node.items { return .array(items.map { json($0, inputs) }) }
    return .string(text(node.text ?? "", inputs))
  }
}
