import Mustache

/// What a template sees. A name that is not there, or holds nothing, is null: it never reaches out to the view around it.
struct View: MustacheParent {
  private var fields: [String: Any] = [:]

  subscript(_ name: String) -> Any? {
    get { fields[name] }
    set { fields[name] = newValue }
  }

  init(_ fields: KeyValuePairs<String, String?>) {
    for (name, value) in fields { self[name] = value.flatMap { $0.isEmpty ? nil : $0 } }
  }

  mutating func set(_ name: String, _ views: [View]) { fields[name] = views }
  mutating func set(_ name: String, _ texts: [String]) { fields[name] = texts }
  mutating func set(_ name: String, _ view: View?) { fields[name] = view }
  mutating func set(_ name: String, _ flag: Bool) { fields[name] = flag }

  func child(named name: String) -> Any? { fields[name] ?? Nothing() }
}

/// Renders as nothing, and opens no section.
struct Nothing: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }
}
