package import Conformance

extension Ledger {
  /// What is counted apart from every score: the same sentences in every format. Empty where nothing stands beside the results.
  package var apart: [String] {
    var lines: [String] = []
    if let expectations {
      let open = requirements.count(where: \.isExpected)
      let held = "expected results: \(expectations.count), by which requirements are open: \(open)"
      lines.append(expectations.isDrifted ? "\(held); drifted: \(expectations.drifts.count)" : held)
    }
    func count(_ standing: WaiverStanding) -> Int { requirements.count { $0.waivers.contains { $0.standing == standing } } }
    let waivers = WaiverStanding.allCases.filter { count($0) > 0 }.map { "\(count($0)) \($0.rawValue)" }
    if !waivers.isEmpty { lines.append("challenges, in no score: \(waivers.joined(separator: ", "))") }
    if let errataSentence { lines.append(errataSentence) }
    for account in declarations where !account.lies.isEmpty {
      let more = account.lies.count - 3
      let told = account.lies.prefix(3).map(\.description).joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "")
      lines.append("declared by \(account.declaration.role): \(told)")
    }
    for seen in run.identities { lines.append("\(seen.role) showed by TLS: \(seen.says)") }
    if let earlier = run.earlier, earlier.kept > 0 { lines.append("\(earlier)") }
    if run.lent != nil { lines.append("people: lent by the vendor; nothing here names them") }
    return lines
  }

  /// How the process ends, in words. Where an expectation file allows something, it is said.
  package var statusSentence: String {
    guard status == .ok, let expectations, expectations.count > 0 else { return status.sentence }
    return "every must of the selection is met or expected not to be; results that came as expected: \(expectations.count)"
  }
}

extension RequirementResult {
  /// What stands beside the state, in a word each: `expected`, `waived`, `disputed`.
  package var marks: [String] {
    (isExpected ? ["expected"] : []) + waivers.map(\.standing.rawValue)
      + (state == strict ? [] : ["strictly \(strict.rawValue)"])
  }

  /// The same at length, for a page: who, until when, and where it was argued.
  package var notes: [String] {
    var entries: [ExpectedResult] = []
    for check in checks { if let entry = beside.expected[check.id], !entries.contains(entry) { entries.append(entry) } }
    let expected = entries.map { e in
      "expected in \(e.scenario) (\(e.reason.rawValue)), owner \(e.owner), until \(e.expires)" + (e.link.map { ", \($0)" } ?? "")
    }
    return expected + waivers.map(\.sentence) + met.map { "interpretation \($0.sentence)" }
  }

  /// The interpretations that its checks met, each once, in their order.
  package var met: [Interpretation] {
    var met: [Interpretation] = []
    for check in checks { if let one = beside.interpretations[check.id], !met.contains(one) { met.append(one) } }
    return met
  }
}

extension Beside.Waived {
  /// `disputed: the list had left, until 2999-12-31, https://example.org/issues/41`
  package var sentence: String {
    "\(standing.rawValue): "
      + [waiver.note, waiver.approver.map { "by the \($0)" }, "until \(waiver.expires)", waiver.link].compactMap(\.self)
      .joined(separator: ", ")
  }
}

extension Interpretation {
  /// `ack-in-body: acknowledge.in-body, note`
  package var sentence: String { "\(id): \(seen), \(ruling.rawValue)" }
}
