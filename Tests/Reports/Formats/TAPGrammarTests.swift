import Evidence
import Reports
import Testing

/// TAP has no schema, so its grammar is held here: version, plans, points in order, diagnostics behind their points, subtests before theirs.
@Suite("The stream holds the grammar of TAP 14")
struct TAPGrammarTests {
  struct Reader {
    var complaints: [String] = []
    private var plans: [Int: Int] = [:]
    private var points: [Int: Int] = [:]
    private var allOk: [Int: Bool] = [:]
    private var isInBlock = false
    private var last = ""

    init(_ text: String) {
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
      if lines.popLast() != "" { complaints.append("the last line has no end") }
      if lines.popFirst() != "TAP version 14" { complaints.append("no version") }
      for line in lines { read(String(line)) }
      for (depth, count) in plans where points[depth, default: 0] != count {
        complaints.append("a plan of \(count) with \(points[depth, default: 0]) points")
      }
      if isInBlock { complaints.append("a block without end") }
    }

    private mutating func read(_ line: String) {
      defer { last = line }
      let depth = line.prefix { $0 == " " }.count
      let rest = line.dropFirst(depth)
      if isInBlock {
        if depth < 6 { complaints.append("outside its block: \(line)") }
        if rest == "..." { isInBlock = false }
      } else if rest == "---" {
        if depth != 6 || !last.contains("ok ") { complaints.append("a block behind no point: \(line)") }
        isInBlock = true
      } else if rest.hasPrefix("1.."), let count = Int(rest.dropFirst(3)), depth == 0 || depth == 4 {
        (plans[depth], points[depth], allOk[depth]) = (count, 0, true)
      } else if let point = rest.wholeMatch(of: /(not )?ok (\d+) - (?:[^#\\]|\\[#\\])*(?: # (?:SKIP|TODO) .*)?/), depth == 0 || depth == 4 {
        self.point(Int(point.2) ?? 0, isOk: point.1 == nil || rest.contains(" # TODO "), depth)
      } else if !(rest.hasPrefix("# ") && depth == 0) {
        complaints.append("no line of TAP: \(line)")
      }
    }

    private mutating func point(_ number: Int, isOk: Bool, _ depth: Int) {
      if plans[depth] == nil { complaints.append("a point before its plan") }
      points[depth, default: 0] += 1
      if number != points[depth] { complaints.append("point \(number) stands at place \(points[depth] ?? 0)") }
      if !isOk { allOk[depth] = false }
      guard depth == 0 else { return }
      if plans[4] != points[4] { complaints.append("a subtest of \(plans[4] ?? 0) with \(points[4] ?? 0) points") }
      if isOk != (allOk[4] ?? true) { complaints.append("a subtest and its point say different things") }
    }
  }

  @Test(arguments: ["PAULO"] + EveryVerdict.hostile) func holds(_ text: String) throws {
    let bytes = try TAPStream().bytes(EveryVerdict.ledger(text), Templates.settings)
    #expect(Reader(String(decoding: bytes, as: UTF8.self)).complaints == [])
  }

  @Test(arguments: [
    "1..1\nok 1 - a\n", "TAP version 14\n1..2\nok 1 - a\n", "TAP version 14\n1..1\nok 2 - a\n", "TAP version 14\n1..1\nok 1 - a # b\n",
    "TAP version 14\n1..1\n    1..1\n    not ok 1 - b\nok 1 - a\n", "TAP version 14\n1..0\nhello\n", "TAP version 14\n1..0",
  ])
  func theReaderRefuses(_ text: String) { #expect(!Reader(text).complaints.isEmpty) }
}
