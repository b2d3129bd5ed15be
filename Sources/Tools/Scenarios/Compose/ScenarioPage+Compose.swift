import Facts
package import SourceText

extension ScenarioPage {
  /// Everything that the page holds, base first, in the order of the page.
  ///
  /// `faults` names the faults of `for-each: dialect.faults.X`; without it, or where it names none, one open instance stands for them.
  package func instances(faults: (FaultQuestion) -> [String] = { _ in [] }) -> Diagnosed<[ComposedScenario]> {
    var all = Diagnosed<[ComposedScenario]>([])
    func add(_ one: Diagnosed<ComposedScenario>) {
      all.diagnostics += one.diagnostics
      if let value = one.value { all.value?.append(value) }
    }
    add(compose())
    for variant in variants {
      switch variant.forEach {
      case nil: add(compose(variant))
      case .faults(let family):
        let names = faults(question(family.text, variant))
        for name in names { add(compose(variant, row: .fault(name, family.span))) }
        if names.isEmpty { add(compose(variant, row: .fault("*", family.span), openFaults: family.text)) }
      case .some(let source):
        for row in base.rows(of: source) ?? [] { add(compose(variant, row: row)) }
      }
    }
    all.diagnostics = all.diagnostics.withoutRepeats
    return all
  }

  /// The base, or one variant of it, or one row of that variant.
  package func compose(_ variant: Variant? = nil, row: Row? = nil, openFaults: String? = nil) -> Diagnosed<ComposedScenario> {
    var key = base.id.text
    guard let variant else {
      return Diagnosed(
        ComposedScenario(key: key, variant: nil, row: nil, openFaults: nil, scenario: base, equalsBase: false))
    }
    key += "/\(variant.name)"
    if let row { key += "[\(row.name)]" }
    var overlay = Overlay(root: root.without("variants"))
    overlay.apply(row.map { variant.node.filling($0) } ?? variant.node)
    var context = LoadContext(flows: flows)
    let scenario = context.scenario(overlay.root)
    let diagnostics = overlay.diagnostics + context.diagnostics
    guard let scenario else { return Diagnosed(nil, diagnostics) }
    return Diagnosed(
      ComposedScenario(
        key: key, variant: variant, row: row, openFaults: openFaults, scenario: scenario,
        equalsBase: overlay.root.says(same: root.without("variants"))),
      diagnostics)
  }

  /// Which edge the faults of a variant belong to: that of the message it sends.
  private func question(_ family: String, _ variant: Variant) -> FaultQuestion {
    for place in ["before", "after"] {
      for added in variant.node[place]?.entries ?? [] {
        for step in added.value.items ?? [] {
          guard step["fault"] != nil, var kind = step["send"]?.text else { continue }
          if kind.hasPrefix("repeat "), case .expect(let expect)? = base.step(String(kind.dropFirst(7)))?.kind {
            kind = expect.transfer.kind.text
          }
          let edge = base.edges.first { $0.kinds.contains { $0.text == kind } }
          return FaultQuestion(family: family, edge: edge?.name.text, message: kind)
        }
      }
    }
    return FaultQuestion(family: family, edge: nil, message: nil)
  }
}

extension Row {
  fileprivate static func fault(_ name: String, _ span: SourceSpan) -> Row {
    Row(name: name, fields: [], value: Value(.text(name, quoted: false), span), span: span)
  }
}

extension Node {
  func without(_ key: String) -> Node {
    var copy = self
    copy[key] = nil
    return copy
  }

  /// `$each` of a variant's row; what has rows of its own keeps its `$each`.
  fileprivate func filling(_ row: Row) -> Node {
    switch form {
    case .scalar(let scalar):
      guard scalar.style == .plain, scalar.text.hasPrefix("$each") else { return self }
      let value = scalar.text == "$each" ? row.value : row.fields[String(scalar.text.dropFirst(6))]
      return value.map { Node($0) } ?? self
    case .sequence(let items): return Node(.sequence(items.map { $0.filling(row) }), span)
    case .mapping(let entries):
      // The variant's own `for-each` is the one that is being filled: only steps and checks below it have another.
      let own = entries.contains { $0.name == "for-each" } && !entries.contains { $0.name == "title" && self["id"] == nil }
      return own ? self : Node(.mapping(entries.map { Entry(key: $0.key, value: $0.value.filling(row)) }), span)
    }
  }
}

extension Node {
  /// A value as its author wrote it.
  fileprivate init(_ value: Value) {
    switch value.form {
    case .text(let text, let quoted): self.init(text: text, style: quoted ? .quoted : .plain, value.span)
    case .reference, .date: self.init(text: value.description, value.span)
    case .list(let items): self.init(.sequence(items.map { Node($0) }), value.span)
    case .map(let fields):
      let entries = fields.map { Entry(key: Node(text: $0.name.text, $0.name.span), value: Node($0.value)) }
      self.init(.mapping(entries), value.span)
    }
  }
}

extension [Diagnostic] {
  /// Variants share their base: what is wrong there is said once.
  package var withoutRepeats: [Diagnostic] {
    var seen: Set<String> = []
    return filter { seen.insert("\($0.span) \($0.code) \($0.message)").inserted }
  }
}
