import Reports
import SourceText

/// What lint found, as SARIF: the rules are the codes of the register that were met.
enum LintSARIF {
  static func log(_ found: [Diagnostic]) -> SARIFLog {
    let codes = DiagnosticCode.catalogue.filter { code in found.contains { $0.code == code } }
    let isBroken = found.contains { $0.severity == .error }
    return SARIFLog(
      version: RunSession.tool,
      rules: codes.map { SARIFLog.Rule(id: $0.description, text: $0.title, help: "\($0.page) Next: \($0.next).") },
      results: found.map(result), succeeded: true, exit: isBroken ? 2 : 0)
  }

  private static func result(_ one: Diagnostic) -> SARIFLog.Result {
    let notes = one.notes.map { " \($0.message)." }.joined()
    var result = SARIFLog.Result(
      rule: one.code.description, level: one.severity == .error ? .error : .warning, message: "\(one.message). Next: \(one.next).\(notes)",
      // The text of the line tells the finding again when lines above it come and go.
      file: one.file.name, fingerprint: "\(one.code) \(one.file.name) \(one.file.line(one.span.start.line).trimmingPrefix { $0 == " " })")
    result.region = SARIFLog.Region(
      line: one.span.start.line, column: one.span.start.column, endLine: one.span.end.line, endColumn: one.span.end.column)
    return result
  }
}
