import Conformance

extension RunDifference {
  /// For a terminal: aligned, one line an entry, what came from outside freed of control characters. `width` nil cuts nothing.
  package func text(width: Int?) -> String {
    var lines = ["\(verdict)  requirements: \(Self.sentence(requirements)); scenarios: \(Self.sentence(scenarios))"]
    lines += notes.map { "note: \($0.onOneLine)" }
    for (title, comparison) in [("requirements", requirements), ("scenarios", scenarios)] where !comparison.entries.isEmpty {
      lines += ["", title] + rows(comparison)
    }
    return lines.map { line in (width.map { line.cut(to: $0) } ?? line) + "\n" }.joined()
  }

  private func rows(_ comparison: Comparison) -> [String] {
    let all = comparison.entries
    let keys = all.map { $0.key.onOneLine }
    let ways = all.map(Self.way)
    let (a, b) = (keys.map(\.count).max() ?? 0, ways.map(\.count).max() ?? 0)
    return all.indices.map { i in
      let row =
        "\(all[i].isWorse ? "!" : " ") \(all[i].change.rawValue.padded(to: 8)) \(keys[i].padded(to: a))  \(ways[i].padded(to: b))  \(Self.why(all[i]).onOneLine)"
      return String(row.reversed().drop { $0 == " " }.reversed())
    }
  }
}
