/// An object or a list in which something differs, with all its parts in the order they are shown.
struct Hunk {
  enum Part {
    case same(Label, JSON)
    /// Differs further down, in a hunk of its own.
    case nested(Label)
    case changed(Label, JSON, JSON)
    case missing(Label, JSON)
    case extra(Label, JSON)
  }

  enum Label {
    case none
    case name(String)
    case index(Int)
  }

  let pointer: JSONPointer
  /// What names the row, when it has a key.
  let title: String?
  var parts: [Part] = []

  var changes: Int { parts.count(where: \.isChange) }

  var changedPointers: [JSONPointer] {
    parts.compactMap { part in
      switch part {
      case .same, .nested: nil
      case .changed(let label, _, _), .missing(let label, _), .extra(let label, _): label.pointer(below: pointer)
      }
    }
  }
}

extension Hunk.Part {
  var isChange: Bool {
    switch self {
    case .same, .nested: false
    case .changed, .missing, .extra: true
    }
  }
}

extension Hunk.Label {
  func pointer(below parent: JSONPointer) -> JSONPointer {
    switch self {
    case .none: parent
    case .name(let name): parent.appending(name)
    case .index(let index): parent.appending(index)
    }
  }
}
