import Foundation
import Testing

/// People whom a vendor lends to a run against its own system: found, used once, and kept out of everything that is written.
@Suite("People who are not ours")
struct LentPeopleTests {
  /// Names and numbers that are found nowhere else: wherever one of them turns up, a person did.
  static let canaries = [
    "Zo\u{EB}canary", "Quetzalcanary", "O'Canaryson", "Canary-Lima", "2938471650", "8471650293", "700199887766", "700199887755",
  ]
  static let rows = """
    id,given,family,sex,born,UIN,ACCOUNT
    A,Zo\u{EB}canary,O'Canaryson,male,1949-03-04,\(number("29384716")),700199887766
    B,Quetzalcanary,Canary-Lima,male,1951-07-08,\(number("84716502")),700199887755

    """

  /// Eight digits with one of the system's own choosing and the check digit after Verhoeff.
  static func number(_ digits: String) -> String {
    for d in 0...9 { for c in 0...9 where valid("\(digits)\(d)\(c)") { return "\(digits)\(d)\(c)" } }
    return digits
  }
  static func valid(_ text: String) -> Bool {
    func times(_ a: Int, _ b: Int) -> Int {
      a < 5 ? (a + b) % 5 + (b >= 5 ? 5 : 0) : b < 5 ? 5 + (a - b + 5) % 5 : (a - b + 5) % 5
    }
    var shuffle = Array(0...9)
    var check = 0
    for digit in text.reversed() {
      check = times(check, shuffle[Int(String(digit)) ?? 0])
      shuffle = shuffle.map { [1, 5, 7, 6, 2, 8, 3, 0, 9, 4][$0] }
    }
    return check == 0
  }

  static func pooled(_ rows: String = rows, _ more: (String) -> String = { $0 }) async throws -> Foreign {
    let system = try await Foreign(.mis) { text in
      more(text.replacing("source: mint\n  load: { hook: enrolled }", with: "source: pool\n  pool: pool.csv"))
    }
    try rows.write(to: system.place.appending(path: "pool.csv"), atomically: true, encoding: .utf8)
    return system
  }

  static func assay(_ system: Foreign, _ arguments: [String]) async throws -> Launched {
    try await Launched.run(Foreign.assay, arguments + ["--target", system.place.appending(path: "target.yaml").path])
  }

  @Test("A run with lent people: all is met, nothing of them is written in any format, and nobody is used twice")
  func canary() async throws {
    let system = try await Self.pooled()
    let out = system.place.appending(path: "out")
    let formats = ["html", "json", "junit", "ndjson", "ctrf", "sarif", "tap", "markdown", "cucumber", "conformance", "badge"]
    let arguments = ["run", "crvs-mis", "--only", "CR-06", "--bases", "--out", out.path]
    let ran = try await Self.assay(system, arguments + ["--format", "html,json,junit"])
    #expect(ran.status == 0, "\(ran.output)")

    var written: [String] = []
    let known = try await Launched.run(Foreign.assay, ["list", "formats"])
    let all = formats.filter { known.output.contains("\n\($0)") || known.output.hasPrefix($0) }
    #expect(all.count >= 9, "\(known.output)")
    let again = try await Launched.run(Foreign.assay, ["report", out.path, "--format", all.joined(separator: ",")])
    #expect(again.status == 0, "\(again.output)")
    let files = try FileManager.default.subpathsOfDirectory(atPath: out.path)
    for file in files {
      guard let bytes = FileManager.default.contents(atPath: out.appending(path: file).path) else { continue }
      written.append("\(file)\n\(String(decoding: bytes, as: UTF8.self))")
    }
    #expect(written.count >= 8, "\(files)")
    let people = [Self.number("29384716"), Self.number("84716502"), "Zo\\u00ebcanary", "1949-03-04", "1951-07-08"] + Self.canaries
    for text in written + [ran.output, again.output] {
      for canary in people { #expect(!text.lowercased().contains(canary.lowercased()), "\(canary) in \(text.prefix(40))") }
    }
    #expect(written.contains { $0.contains("[deceased.UIN]") })

    let used = try await Self.assay(system, ["people", "--used"])
    #expect(used.output.contains("pool.csv:2") && used.output.contains("pool.csv:3") && used.output.contains("spent"), "\(used.output)")
    let second = try await Self.assay(system, arguments)
    #expect(second.status == 2 && second.output.contains("AS-080") && second.output.contains("was used before"), "\(second.output)")
    for canary in people { #expect(!(used.output + second.output).contains(canary)) }
  }

  @Test("Broken off and gone on with, a run has the people that it had, and uses nobody twice")
  func resumed() async throws {
    let run = try await Broken.off([(5, SIGKILL), (9, SIGKILL)]) {
      try Broken(try await Self.pooled(), ["crvs-mis", "--only", "CR-06", "--bases"])
    }
    let system = run.system
    // A hook that was called when the run was killed may stay in doubt: then what hangs on it is unseen, and nobody is convicted.
    let status = try await run.end()
    #expect(status == (run.isInDoubt ? 3 : 0) || status == 0, "\(run.output)")
    #expect(run.states["UC-CR06-NO-LINE"] == "met" || run.isInDoubt && run.states["UC-CR06-NO-LINE"] == "unseen", "\(run.output)")
    let used = try await Self.assay(system, ["people", "--used"])
    for place in ["pool.csv:2", "pool.csv:3"] {
      #expect(used.output.components(separatedBy: place).count == 2, "\(used.output)")
    }
    let log = try String(contentsOf: run.out.appending(path: "log.ndjson"), encoding: .utf8)
    for canary in Self.canaries { #expect(!(run.output + log + used.output).contains(canary), "\(canary)") }
    let second = try Broken(system, ["crvs-mis", "--only", "CR-06", "--bases"])
    #expect(try await second.end() == 2 && second.output.contains("AS-080"), "\(second.output)")
  }

  @Test("Put back by the vendor's hook they can be used again; what the hook refuses stays spent")
  func reset() async throws {
    let system = try await Self.pooled()
    let arguments = ["run", "crvs-mis", "--only", "CR-06", "--bases", "--out", system.place.appending(path: "out").path]
    #expect(try await Self.assay(system, arguments).status == 0)
    let target = system.place.appending(path: "target.yaml")
    let text = try String(contentsOf: target, encoding: .utf8)
    try text.replacing("post: /test/reset,", with: "post: /test/nowhere,").write(to: target, atomically: true, encoding: .utf8)
    let refused = try await Self.assay(system, ["people", "--reset", "--used"])
    #expect(refused.status == 3 && refused.output.contains("0 of 2 done") && !refused.output.contains("free again"), "\(refused.output)")
    try text.write(to: target, atomically: true, encoding: .utf8)
    let reset = try await Self.assay(system, ["people", "--reset", "--used"])
    #expect(reset.status == 0 && reset.output.contains("2 of 2 done") && reset.output.contains("free again"), "\(reset.output)")
    #expect(try await Self.assay(system, arguments).status == 0)
  }

  @Test("By hand: a role is who the target says, and nobody is two")
  func mapped() async throws {
    let system = try await Self.pooled(Self.rows) {
      $0.replacing("source: pool", with: "source: map\n  map: { CR-06: { deceased: B, other: A } }")
    }
    let said = try await Self.assay(system, ["people", "crvs-mis", "--only", "CR-06", "--bases"])
    let words = said.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(words.contains { $0.count > 3 && $0[1] == "deceased" && $0[3].hasSuffix("pool.csv:3") }, "\(said.output)")
    let ran = try await Self.assay(
      system, ["run", "crvs-mis", "--only", "CR-06", "--bases", "--out", system.place.appending(path: "out").path])
    #expect(ran.status == 0, "\(ran.output)")
    let more = try await Self.assay(system, ["people", "crvs-mis", "--only", "CR-06/duplicate"])
    #expect(more.status == 2 && more.output.contains("nobody is mapped to it"), "\(more.output)")
  }

  @Test("Certified, they are sealed for the desk that has the key, and stand nowhere in the clear")
  func certified() async throws {
    let system = try await Self.pooled(Self.rows) {
      $0.replacing("source: pool", with: "source: map\n  map: { GM-06: { deceased: A, other: B } }")
    }
    let place = system.place
    func assay(_ arguments: String...) async throws -> Launched { try await Launched.run(Foreign.assay, arguments) }
    let (desk, people, other) = (place.path + "/desk", place.path + "/people", place.path + "/other")
    #expect(try await assay("keygen", desk).status == 0)
    for key in [people, other] { #expect(try await assay("keygen", key, "--kind", "people").status == 0) }
    let given = try await assay("nonce")
    let nonce = try #require(given.output.firstMatch(of: /nonce +(\S+)/)?.1, "\(given.output)")
    let seed = try #require(given.output.firstMatch(of: /seed +(\S+)/)?.1, "\(given.output)")
    let suite = Foreign.root.appending(path: "Tests/Gaming/suite").path
    let ran = try await Self.assay(system, ["run", suite, "--seed", String(seed), "--out", place.path + "/out"])
    #expect(ran.status == 0, "\(ran.output)")

    let wanted =
      ["certify", place.path + "/out", "--key", desk + ".pem", "--nonce=\(nonce)", "--runs", "1", "--self-declared", "--suite", suite]
      + ["--out", place.path + "/bundle.tar"]
    let refused = try await Launched.run(Foreign.assay, wanted)
    #expect(refused.status == 1 && refused.output.contains("refused.unsealed-people"), "\(refused.output)")
    #expect(refused.output.contains("--people-key") && refused.output.components(separatedBy: "refused.").count == 2, "\(refused.output)")
    let sealed = try await Self.assay(system, wanted + ["--people-key", people + ".pub.jwk"])
    #expect(sealed.status == 0, "\(sealed.output)")

    let bundle = try #require(FileManager.default.contents(atPath: place.path + "/bundle.tar"))
    let text = String(decoding: bundle, as: UTF8.self)
    let out = try FileManager.default.subpathsOfDirectory(atPath: place.path + "/out").compactMap {
      FileManager.default.contents(atPath: place.path + "/out/" + $0).map { String(decoding: $0, as: UTF8.self) }
    }
    let canaries = Self.canaries + [Self.number("29384716"), Self.number("84716502"), "Zo\\u00ebcanary", "1949-03-04", "1951-07-08"]
    for canary in canaries {
      for said in out + [text, ran.output, refused.output, sealed.output] {
        #expect(!said.lowercased().contains(canary.lowercased()), "\(canary) in \(said.prefix(60))")
      }
    }
    #expect(text.contains("people.jwe") && text.contains("[deceased.UIN]"))
    // What a run that has ended leaves of itself beside the target: nobody's name.
    let kept = try await Launched.run("/bin/sh", ["-c", "cat $(find \(place.path)/.assay -type f)"])
    for canary in canaries { #expect(!kept.output.contains(canary)) }

    let verified = try await assay("verify", place.path + "/bundle.tar", "--people-key", people + ".jwk")
    #expect(verified.status == 0, "\(verified.output)")
    #expect(verified.output.contains("people: lent by the vendor; masked, and sealed for the desk"), "\(verified.output)")
    #expect(ran.output.replacing(/\s+/, with: " ").contains("people: lent by the vendor; nothing here names them"), "\(ran.output)")
    for said in ["deceased  Zo\u{EB}canary", "O'Canaryson", "UIN \(Self.number("29384716"))", "1951-07-08"] {
      #expect(verified.output.contains(said), "\(verified.output)")
    }
    let strange = try await assay("verify", place.path + "/bundle.tar", "--people-key", other + ".jwk")
    #expect(strange.status == 2 && !strange.output.contains("canary"), "\(strange.output)")
  }

  @Test("Without a hook `retire` the list of what is to be cleared away is printed, and nobody is used again")
  func retired() async throws {
    let system = try await Self.pooled()
    let target = system.place.appending(path: "target.yaml")
    let text = try String(contentsOf: target, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("  retire:") }
    try lines.joined(separator: "\n").write(to: target, atomically: true, encoding: .utf8)
    let arguments = ["run", "crvs-mis", "--only", "CR-06", "--bases", "--out", system.place.appending(path: "out").path]
    #expect(try await Self.assay(system, arguments).status == 0)
    let used = try await Self.assay(system, ["people", "--used"])
    #expect(used.output.contains("to be cleared away"), "\(used.output)")
    let retired = try await Self.assay(system, ["people", "--retire", "--used"])
    #expect(retired.status == 0 && retired.output.contains("CR-06") && retired.output.contains("spent"), "\(retired.output)")
    #expect(try await Self.assay(system, arguments).status == 2)
  }
}
