import SourceText
import Testing

@Suite struct DiagnosticTests {
  let file = SourceFile(name: "suites/x/CR-01.yaml", text: "steps:\n  - id: a\n    within: soon\n")

  @Test func `a finding shows file, line, column, the line, a caret and what to do`() {
    let span = SourceSpan(file: file, start: SourcePoint(line: 3, column: 13), end: SourcePoint(line: 3, column: 17))
    let finding = Diagnostic(.unreadableValue, "soon is not a duration", at: span, next: "write a duration, as in 15s or 12 months")
    #expect(
      DiagnosticRenderer().render(finding) == """
        suites/x/CR-01.yaml:3:13: error AS-023: soon is not a duration
              within: soon
                      ^~~~
        next: write a duration, as in 15s or 12 months

        """)
  }

  @Test func `colour only on request`() {
    let finding = Diagnostic(.unusedCapture, "nobody uses brn", at: file.start)
    #expect(!DiagnosticRenderer().render(finding).contains("\u{1b}"))
    #expect(DiagnosticRenderer(colour: true).render(finding).contains("\u{1b}["))
    #expect(DiagnosticRenderer().render(finding).hasPrefix("suites/x/CR-01.yaml:1:1: warning AS-047: nobody uses brn\n"))
  }

  @Test func `a long line is cut around the caret`() {
    let long = SourceFile(name: "l", text: String(repeating: "x", count: 500) + "HERE" + String(repeating: "y", count: 500))
    let span = SourceSpan(file: long, start: SourcePoint(line: 1, column: 501), end: SourcePoint(line: 1, column: 505))
    let lines = DiagnosticRenderer(width: 60).render(Diagnostic(.notYAML, "m", at: span)).split(separator: "\n")
    #expect(lines[1].count == 62)
    #expect(
      lines[1].dropFirst(lines[2].firstIndex(of: "^").map { lines[2].distance(from: lines[2].startIndex, to: $0) } ?? 0).hasPrefix("HERE"))
  }

  @Test func `codes are unique, ordered and explained`() {
    let numbers = DiagnosticCode.catalogue.map(\.number)
    #expect(Set(numbers).count == numbers.count)
    #expect(numbers == numbers.sorted())
    for code in DiagnosticCode.catalogue {
      #expect(!code.title.isEmpty && !code.next.isEmpty && code.page.count > 40, "\(code)")
    }
    #expect(DiagnosticCode.named("AS-031") == .unknownName)
    #expect(DiagnosticCode.named("31") == .unknownName)
    #expect(DiagnosticCode.unknownName.description == "AS-031")
    #expect(DiagnosticCode.named("AS-999") == nil)
  }

  @Test func `lines are split as the reader splits them`() {
    let file = SourceFile(name: "a", text: "a\r\nb\rc\nd\u{2028}e")
    #expect((1...6).map { String(file.line($0)) } == ["a", "b", "c", "d", "e", ""])
  }
}
