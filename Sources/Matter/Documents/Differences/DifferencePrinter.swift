/// Lays a difference out as lines, within bounds.
struct DifferencePrinter {
  let bounds: DifferenceBounds

  func text(of hunks: [Hunk], count: Int, isComplete: Bool) -> String {
    var lines: [String] = []
    var told = 0
    for hunk in hunks where lines.count < bounds.lines {
      let isRootScalar = hunk.parts.count == 1 && hunk.pointer == .root && hunk.parts[0].hasNoLabel
      if !isRootScalar {
        let pointer = hunk.pointer.text.isEmpty ? "(root)" : brief(hunk.pointer.text)
        lines.append(pointer + (hunk.title.map { " (\(brief($0)))" } ?? ""))
      }
      told += write(hunk, to: &lines)
    }
    if told < count { lines.append("... and \(count - told) more") }
    if !isComplete { lines.append("... not compared to the end: more than \(bounds.work) pairs of values") }
    return (["\(count) difference\(count == 1 ? "" : "s") (- expected, + actual)"] + lines).joined(separator: "\n")
  }

  /// How many changes it told.
  private func write(_ hunk: Hunk, to lines: inout [String]) -> Int {
    var isNear = [Bool](repeating: false, count: hunk.parts.count)
    for place in hunk.parts.indices where hunk.parts[place].isChange {
      for near in max(0, place - bounds.context)...min(hunk.parts.count - 1, place + bounds.context) { isNear[near] = true }
    }
    var (told, place) = (0, 0)
    while place < hunk.parts.count, lines.count < bounds.lines {
      if isNear[place] {
        lines += self.lines(of: hunk.parts[place], in: hunk)
        told += hunk.parts[place].isChange ? 1 : 0
        place += 1
      } else {
        let end = isNear[place...].firstIndex(of: true) ?? hunk.parts.count
        lines.append("  ... \(Self.words(for: hunk.parts[place..<end]))")
        place = end
      }
    }
    return told
  }

  private static func words(for parts: ArraySlice<Hunk.Part>) -> String {
    let nested = parts.count { if case .nested = $0 { true } else { false } }
    let same = parts.count - nested
    return [same > 0 ? "\(same) the same" : nil, nested > 0 ? "\(nested) that differ\(nested == 1 ? "s" : "") below" : nil]
      .compactMap { $0 }.joined(separator: ", ")
  }

  private func lines(of part: Hunk.Part, in hunk: Hunk) -> [String] {
    switch part {
    case .same(let label, let value): ["  " + name(label) + brief(value)]
    case .nested(let label): ["  " + name(label) + "... differs below"]
    case .missing(let label, let value): ["- " + name(label) + brief(value)]
    case .extra(let label, let value): ["+ " + name(label) + brief(value)]
    case .changed(let label, let expected, let actual):
      zip(["- ", "+ "], both(expected, actual)).map { $0 + name(label) + $1 }
    }
  }

  private func name(_ label: Hunk.Label) -> String {
    switch label {
    case .none: ""
    case .name(let name): brief(JSON.string(name)) + ": "
    case .index(let index): "\(index): "
    }
  }

  // MARK: values

  /// Long texts are shown where they part; texts that look alike are shown by their characters.
  private func both(_ expected: JSON, _ actual: JSON) -> [String] {
    if let x = expected.text, let y = actual.text {
      let (p, q) = (Array(x.unicodeScalars), Array(y.unicodeScalars))
      let shared = zip(p, q).prefix { $0 == $1 }.count
      let start = max(p.count, q.count) > bounds.width ? max(0, shared - bounds.width / 4) : 0
      let shown = [p, q].map { start > 0 ? "..." + brief(scalars: $0.dropFirst(start), isTail: true) : brief(scalars: $0[...]) }
      // Swift compares by what is seen.
      return shown[0] == shown[1]
        ? [p, q].map { "\"" + $0.map { $0.isASCII ? String($0) : $0.escaped(asASCII: true) }.joined() + "\"" } : shown
    }
    return [brief(expected), brief(actual)]
  }

  private func brief(_ value: JSON) -> String {
    if let text = value.text { return brief(scalars: Array(text.unicodeScalars)[...]) }
    var out: [UInt8] = []
    value.writeBriefly(to: &out, limit: bounds.width * 4)
    return brief(String(decoding: out, as: UTF8.self))
  }

  /// A quoted text; its middle is left out when it is long.
  private func brief(scalars: ArraySlice<Unicode.Scalar>, isTail: Bool = false) -> String {
    let quoted: (ArraySlice<Unicode.Scalar>) -> String = { part in
      var out: [UInt8] = []
      JSONText.write(String(String.UnicodeScalarView(part)), to: &out)
      return String(decoding: out.dropFirst().dropLast(), as: UTF8.self)
    }
    let open = isTail ? "" : "\""
    guard scalars.count > bounds.width else { return open + quoted(scalars) + "\"" }
    if isTail { return open + quoted(scalars.prefix(bounds.width)) + "..." }
    let end = bounds.width / 4
    return open + quoted(scalars.prefix(bounds.width - end)) + "..." + quoted(scalars.suffix(end)) + "\""
  }

  private func brief(_ text: String) -> String {
    let scalars = text.unicodeScalars
    return scalars.count <= bounds.width ? text : String(String.UnicodeScalarView(scalars.prefix(bounds.width))) + "..."
  }
}

extension Hunk.Part {
  fileprivate var hasNoLabel: Bool { if case .changed(.none, _, _) = self { true } else { false } }
}

extension JSON {
  /// On one line, and no longer than about the limit, whatever the value's size.
  fileprivate func writeBriefly(to out: inout [UInt8], limit: Int) {
    guard out.count <= limit else { return }
    switch self {
    case .array(let items):
      out.append(0x5B)
      for (place, item) in items.enumerated() where out.count <= limit {
        if place > 0 { out += ", ".utf8 }
        item.writeBriefly(to: &out, limit: limit)
      }
      out.append(0x5D)
    case .object(let members):
      out.append(0x7B)
      for (place, member) in members.enumerated() where out.count <= limit {
        if place > 0 { out += ", ".utf8 }
        JSONText.write(member.name, to: &out)
        out += ": ".utf8
        member.value.writeBriefly(to: &out, limit: limit)
      }
      out.append(0x7D)
    default: out += encoded()
    }
  }
}
