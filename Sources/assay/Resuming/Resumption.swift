import Evidence
import Facts
import Foundation
import SourceText

/// A run that goes on: what its log holds, and whether what would go on is what was broken off.
struct Resumption: Sendable {
  let log: LogContinuation

  /// `path`: the folder of a run, or its log.
  init(_ path: String) throws {
    log = try LogContinuation(path)
    guard !log.isFinished else {
      throw UsageError("the run in \(log.folder) has ended; play what it left out with `assay run --only ID`, or the whole again")
    }
    if log.isCut { Console.complain("\(log.folder)/log.ndjson: its last line was cut off and is left out\n") }
  }

  /// The arguments with which the run was begun, without the name of the program.
  var arguments: [String] { Array(ShellWords.split(log.run.command).dropFirst(2)) }

  /// Refuses to go on as something else, and says what differs.
  func check(_ run: RunStarted, _ plan: [(instance: Int, key: String)]) throws {
    var differ = differences(run)
    let was = log.planned.map { (instance: $0.instance, key: $0.planned.key) }
    for one in was where !plan.contains(where: { $0 == one }) { differ.append("\(one.key) was in the plan, and is not now") }
    if was.count < plan.count, !was.isEmpty, log.planned.contains(where: { log[$0.instance].isBegun }) {
      for one in plan where !was.contains(where: { $0 == one }) { differ.append("\(one.key) is in the plan, and was not") }
    }
    guard !differ.isEmpty else { return }
    throw UsageError(
      .notOnePlan, what: "the run in \(log.folder) cannot go on, for it would be another:\n  \(differ.joined(separator: "\n  "))",
      next: "put back what was changed, or play the run from the beginning")
  }

  private func differences(_ run: RunStarted) -> [String] {
    let old = log.run
    var differ: [String] = []
    func compare(_ what: String, _ a: String?, _ b: String?) {
      if a != b { differ.append("\(what): it was \(Self.short(a)), and is \(Self.short(b))") }
    }
    compare("the tool", old.tool, run.tool)
    if old.engine != nil { compare("the build of the tool", old.engine, run.engine) }
    compare("the target", old.target, run.target)
    compare("what the target declares (`target.json` beside the log)", old.declaration, run.declaration)
    for suite in old.suites + run.suites.filter({ new in !old.suites.contains { $0.id == new.id } }) {
      let (a, b) = (old.suites.first { $0.id == suite.id }, run.suites.first { $0.id == suite.id })
      compare("the suite \(suite.id)", a.map { "\($0.version) \($0.digest)" }, b.map { "\($0.version) \($0.digest)" })
    }
    if old.home != nil, !differ.contains(where: { $0.hasPrefix("the suite") }) {
      compare("mocks/, suites/ or reports/", old.home, run.home)
    }
    let words = { (r: RunStarted) in r.edges.map { "\($0.edge) \($0.dialect)" }.joined(separator: ", ") }
    compare("the dialects", words(old), words(run))
    compare("the seed", old.seed, run.seed)
    compare("the day", old.today.description, run.today.description)
    return differ
  }

  /// A digest by its first digits.
  private static func short(_ text: String?) -> String {
    guard let text else { return "not there" }
    return text.replacing(/sha256:([0-9a-f]{12})[0-9a-f]+/) { "sha256:\($0.output.1)" }
  }
}

/// Words of a command line as a shell takes them: apart by blanks, together in quotes.
enum ShellWords {
  static func joined(_ words: some Sequence<String>) -> String {
    words.map { word in
      word.isEmpty || word.contains { " \t\"'$\\".contains($0) } ? "'" + word.replacing("'", with: "'\\''") + "'" : word
    }.joined(separator: " ")
  }

  static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for c in text {
      if isEscaped {
        word = (word ?? "") + String(c)
        isEscaped = false
      } else if let open = quote {
        if c == open { quote = nil } else { word = (word ?? "") + String(c) }
      } else if c == "\\" {
        isEscaped = true
      } else if c == "'" || c == "\"" {
        quote = c
        word = word ?? ""
      } else if c == " " {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(c)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}
