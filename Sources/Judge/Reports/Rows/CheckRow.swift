import Conformance
import Evidence

/// A check with its scenario and its requirement: what every format with a line, a case or a step for each check is made of.
struct CheckRow {
  let instance: LedgerInstance
  let check: CheckEvent
  let requirement: Requirement?
  /// It came as the expectation file says.
  var isExpected = false
  /// What stands beside its requirement where it did not pass: who expects it and until when, what is disputed or waived.
  var beside: [String] = []

  var result: CheckResult { check.result }
  /// `stopped.no-line`
  var point: String { "\(result.step).\(result.check)" }
  /// `stopped.no-line [UC-CR06-NO-LINE]`
  var name: String { point + (result.requirement.map { " [\($0)]" } ?? "") }
  /// The same in every run of the same suite: `crvs-mis/CR-06#stopped.no-line`
  var id: String { "\(instance.planned.suite)/\(instance.name)#\(point)" }

  /// What was asked for, in one sentence.
  var message: String {
    [result.requirement?.text, requirement?.text ?? result.reason?.sentence].compactMap(\.self).joined(separator: ": ")
  }

  /// Everything that a reader needs and the message does not say, by name; in one order for all formats.
  var details: [(name: String, text: String)] {
    let r = result
    let all: [(String, String?)] = [
      ("judges", "\(r.judges)"), ("reason", r.reason.map { "\($0.rawValue): \($0.sentence)" }), ("note", r.note),
      ("beside", beside.isEmpty ? nil : beside.joined(separator: "; ")), ("expected", r.expected), ("actual", r.actual),
      ("difference", r.difference), ("strict", r.strict?.sentence), ("place", check.place),
      ("evidence", r.evidence.isEmpty ? nil : r.evidence.joined(separator: ", ")),
    ]
    return all.compactMap { name, text in text.map { (name, $0) } }
  }

  /// The details as lines of text.
  var detail: String {
    details.map { ["note", "difference"].contains($0.name) ? $0.text : "\($0.name): \($0.text)" }.joined(separator: "\n")
  }
}

extension CheckRow {
  static func all(of instance: LedgerInstance, in ledger: Ledger) -> [CheckRow] {
    instance.checks.map { check in
      let result = ledger.requirement(check.result.requirement)
      return CheckRow(
        instance: instance, check: check, requirement: result?.requirement,
        isExpected: ledger.expectations?.entry(for: check.result.id) != nil,
        beside: check.result.verdict == .pass ? [] : result?.notes ?? [])
    }
  }
  /// In the order of plan and world.
  static func all(in ledger: Ledger) -> [CheckRow] { ledger.instances.flatMap { all(of: $0, in: ledger) } }
}
