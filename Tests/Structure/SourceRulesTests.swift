import Testing

/// What rots first: time and order that leak, files that grow, forced code.
@Suite struct SourceRulesTests {
  /// Rooms in which the wall clock, chance and unaccounted tasks have a place.
  static let wall = ["Sources/World/Timeline/", "Sources/Tools/Transport/", "Sources/World/Serving/", "Sources/assay/"]
  static let leaks = ["Task {", "Task.detached", "Task.sleep", "Thread.sleep", "usleep(", "Date()", "UUID()", "DispatchQueue", ".random("]
  static let forced = ["try!", "as!", "fatalError(", "@unchecked Sendable", "nonisolated(unsafe)", "unsafelyUnwrapped"]
  /// Where C demands it, one file each, with the reason in the file.
  static let forcedAllowed = ["Sources/Tools/Transport/", "Sources/Tools/MarkupDocuments/Schemas/SchemaHandle.swift"]

  @Test func timeAndOrderDoNotLeak() throws {
    var wrong: [String] = []
    for file in try Tree.swift(below: "Sources") where !Self.wall.contains(where: { file.path.hasPrefix($0) }) {
      for (n, line) in file.code {
        for leak in Self.leaks where line.replacing("addTask {", with: "").contains(leak) { wrong.append("\(file.path):\(n): \(leak)") }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }

  @Test func nothingIsForced() throws {
    var wrong: [String] = []
    for file in try Tree.swift(below: "Sources") where !Self.forcedAllowed.contains(where: { file.path.hasPrefix($0) }) {
      for (n, line) in file.code { for word in Self.forced where line.contains(word) { wrong.append("\(file.path):\(n): \(word)") } }
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }

  @Test func nothingIsPublic() throws {
    let wrong = try Tree.swift(below: "Sources").filter {
      $0.code.contains { $0.line.contains(/(^|\s)public (func|var|let|struct|final|class|enum|init|extension|import|protocol|static)/) }
    }.map(\.path)
    #expect(wrong.isEmpty, "\(wrong)")
  }

  @Test func noFileOutgrowsItsRoom() throws {
    let sizes = try (Tree.swift(below: "Sources") + Tree.swift(below: "Tests")).map { (path: $0.path, lines: $0.lines.count) }
    let over = sizes.filter { $0.lines > 600 }.map { "\($0.path) has \($0.lines) lines" }
    #expect(over.isEmpty, "\(over.joined(separator: "\n"))")
    let own = sizes.filter { $0.path.hasPrefix("Sources/") }.map(\.lines).sorted()
    #expect(own.isEmpty || own[own.count / 2] < 100, "the median file has \(own[own.count / 2]) lines")
  }

  /// Dialects translate: a wire's word in a system or in the engine means that something decides where it should not.
  @Test func wireWordsStayInDialects() throws {
    let words = [
      "\"rjct", "ack_status", "reg_record", "search_request", "X-Hub-Signature", "disbursement_envelope", "individualId", "txnstatus",
    ]
    let rooms =
      [
        "CivilRegistry", "IdentitySystem", "PaymentSwitch", "BeneficiarySystem", "BeneficiaryRegistry", "FunctionalRegisters",
        "FieldSystems", "Records",
      ].map { "Sources/World/\($0)/" }
      + ["Sources/Judge/Engine/", "Sources/Matter/Facts/"]
    var wrong: [String] = []
    for file in try Tree.swift(below: "Sources") where rooms.contains(where: { file.path.hasPrefix($0) }) {
      for (n, line) in file.code { for word in words where line.contains(word) { wrong.append("\(file.path):\(n): \(word)") } }
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }
}
