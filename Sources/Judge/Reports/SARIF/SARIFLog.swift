package import Documents

/// A log of SARIF 2.1.0 with one run: what a tool found, by rule. Findings of runs and of lint are both written through it.
package struct SARIFLog {
  package enum Kind: String, Sendable { case fail, open, review, pass, notApplicable, informational }
  package enum Level: String, Sendable { case error, warning, note, none }

  package struct Rule {
    package var id: String
    package var text: String
    package var help: String?
    package init(id: String, text: String, help: String? = nil) {
      self.id = id
      self.text = text
      self.help = help
    }
  }

  /// A stretch of a file; lines and columns count from 1, columns in code points.
  package struct Region {
    package var line: Int
    package var column: Int
    package var endLine: Int
    package var endColumn: Int
    package init(line: Int, column: Int, endLine: Int, endColumn: Int) {
      self.line = line
      self.column = column
      self.endLine = endLine
      self.endColumn = endColumn
    }
  }

  package struct Result {
    package var rule: String
    package var kind = Kind.fail
    package var level: Level
    package var message: String
    /// A path, with `/` between its parts.
    package var file: String?
    package var region: Region?
    /// What was looked at, where it is no place in a file: `CR-06#stopped.no-line`
    package var logical: String?
    /// The same finding has the same one in the next run.
    package var fingerprint: String
    package var properties: [(name: String, text: String)] = []
    package init(rule: String, level: Level, message: String, file: String?, fingerprint: String) {
      self.rule = rule
      self.level = level
      self.message = message
      self.file = file
      self.fingerprint = fingerprint
    }
  }

  package var version: String
  package var rules: [Rule]
  package var results: [Result]
  /// Whether the tool came to an end in order.
  package var succeeded: Bool
  package var exit: Int
  package var properties: [(name: String, value: JSON)] = []

  package init(version: String, rules: [Rule], results: [Result], succeeded: Bool, exit: Int) {
    self.version = version
    self.rules = rules
    self.results = results
    self.succeeded = succeeded
    self.exit = exit
  }

  package func encoded() -> [UInt8] { document.encoded(pretty: true) + [10] }

  var document: JSON {
    var run = Members([("tool", ["driver": ["name": "assay", "version": .string(version), "rules": .array(rules.map(rule))]])])
    run.append("columnKind", "unicodeCodePoints")
    run.append("invocations", [["executionSuccessful": .bool(succeeded), "exitCode": JSON(exit)]])
    run.append("results", .array(results.map(result)))
    if !properties.isEmpty { run.append("properties", .object(Members(properties.map { Member($0.name, $0.value) }))) }
    return ["$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [.object(run)]]
  }

  private func rule(_ rule: Rule) -> JSON {
    var m = Members([("id", .string(rule.id)), ("shortDescription", ["text": .string(rule.text)])])
    if let help = rule.help { m.append("help", ["text": .string(help)]) }
    return .object(m)
  }

  private func result(_ r: Result) -> JSON {
    var m = Members([("ruleId", .string(r.rule))])
    if let at = rules.firstIndex(where: { $0.id == r.rule }) { m.append("ruleIndex", JSON(at)) }
    m.append("kind", .string(r.kind.rawValue))
    // A level is for what failed; beside any other kind the standard wants none.
    m.append("level", .string((r.kind == .fail ? r.level : .none).rawValue))
    m.append("message", ["text": .string(r.message)])
    if r.file != nil || r.logical != nil { m.append("locations", [location(r)]) }
    m.append("partialFingerprints", ["assay/v1": .string(r.fingerprint)])
    if !r.properties.isEmpty { m.append("properties", .object(Members(r.properties.map { Member($0.name, .string($0.text)) }))) }
    return .object(m)
  }

  private func location(_ r: Result) -> JSON {
    var m: Members = [:]
    if let file = r.file {
      var physical = Members([("artifactLocation", ["uri": .string(Self.uri(file))])])
      if let region = r.region {
        physical.append(
          "region",
          [
            "startLine": JSON(region.line), "startColumn": JSON(region.column), "endLine": JSON(region.endLine),
            "endColumn": JSON(region.endColumn),
          ])
      }
      m.append("physicalLocation", .object(physical))
    }
    if let logical = r.logical { m.append("logicalLocations", [["fullyQualifiedName": .string(logical)]]) }
    return .object(m)
  }

  /// Everything but what a path may hold as it is, in percent signs.
  private static func uri(_ path: String) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
    return path.utf8.map { byte in
      if plain.contains(byte) { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }
}
