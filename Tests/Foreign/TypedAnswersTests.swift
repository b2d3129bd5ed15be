import Foundation
import Testing

/// A person at the vendor's desk answers what is typed at a terminal; who it was stands in the evidence, and it satisfies no gate.
@Suite("Typed answers")
struct TypedAnswersTests {
  /// A home with the published suites in which one story asks a person to look.
  static func home(at place: URL) throws -> URL {
    let home = place.appending(path: "home")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: Foreign.root.appending(path: "suites"), to: home.appending(path: "suites"))
    for name in ["mocks", "reports"] {
      try FileManager.default.createSymbolicLink(at: home.appending(path: name), withDestinationURL: Foreign.root.appending(path: name))
    }
    let page = home.appending(path: "suites/crvs-mis/CR-06.yaml")
    let text = try String(contentsOf: page, encoding: .utf8)
    let prompt = [
      "  - id: screen", "    prompt: Look the deceased up. Does your system show the death?", "    role: mis", "    attach: [ picture ]",
      "    checks:", "      shown: { that: answer, is: yes, requirement: UC-CR06-ENDED }", "", "  - id: second-cycle", "",
    ]
    let with = text.replacing("  - id: second-cycle\n", with: prompt.joined(separator: "\n"))
    #expect(with.contains("prompt:"))
    try with.write(to: page, atomically: true, encoding: .utf8)
    return home
  }

  /// Runs the command in a terminal of its own, and types each answer when it is asked for the words before it.
  static func typed(_ arguments: [String], _ answers: [(when: String, type: String)]) async throws -> Launched {
    let script = """
      import os, pty, sys, json
      steps = json.loads(sys.argv[1])
      said, status = b"", 0
      pid, end = pty.fork()
      if pid == 0: os.execvp(sys.argv[2], sys.argv[2:])
      while True:
          try: more = os.read(end, 4096)
          except OSError: break
          if not more: break
          said += more
          sys.stdout.buffer.write(more)
          while steps and steps[0][0].encode() in said:
              said = said[said.index(steps[0][0].encode()) + len(steps[0][0]):]
              os.write(end, (steps.pop(0)[1] + "\\n").encode())
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
      """
    let steps = String(decoding: try JSONSerialization.data(withJSONObject: answers.map { [$0.when, $0.type] }), as: UTF8.self)
    return try await Launched.run("/usr/bin/env", ["python3", "-c", script, steps, Foreign.assay] + arguments)
  }

  @Test("A prompt and an operator's word, typed: heard, attributed, and of the lowest grade")
  func typed() async throws {
    let system = try await Foreign(.mis) { text in
      text.replacing("mis.enrolled: [ payment-list ]", with: "mis.enrolled: [ operator ]")
        .replacing("limits: {", with: "operator: { role: clerk }\nlimits: {").replacing("settling: 1s", with: "settling: 1s, operator: 60s")
    }
    let out = system.place.appending(path: "typed")
    let target = system.place.appending(path: "target.yaml").path
    let home = try Self.home(at: system.place)
    let arguments = ["run", "crvs-mis", "--only", "CR-06", "--bases", "--target", target, "--home", home.path]
    let sheet = try await Launched.run(Foreign.assay, arguments + ["--plan"])
    #expect(sheet.output.contains("CR-06 prompt screen") && sheet.output.contains("CR-06 ask-enrolled deceased"), "\(sheet.output)")

    let ran = try await Self.typed(
      arguments + ["--out", out.path],
      [
        ("type your name", "Ana"), ("yes picture=...", "perhaps"), ("yes picture=...", "yes picture=P-17.png"),
        ("type the word", "not-enrolled"), ("type the word", "enrolled"),
      ])
    let log = try String(contentsOf: out.appending(path: "log.ndjson"), encoding: .utf8)
    #expect(log.contains("CR-06 prompt screen: done by Ana (clerk)"), "\(ran.output)")
    #expect(log.contains("CR-06 ask-enrolled deceased: done by Ana (clerk)"), "\(ran.output)")
    let report = try JSONSerialization.jsonObject(with: Data(contentsOf: out.appending(path: "report.json"))) as? [String: Any]
    let checks = (report?["instances"] as? [[String: Any]] ?? []).flatMap { $0["checks"] as? [[String: Any]] ?? [] }
    for name in ["shown", "ended"] {
      let check = try #require(checks.first { $0["check"] as? String == name })
      #expect(check["grade"] as? String == "D", "\(check)")
      #expect(["pass", "inconclusive"].contains(check["verdict"] as? String), "\(check)")
    }
  }
}
