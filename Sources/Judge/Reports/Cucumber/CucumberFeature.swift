import Conformance
import Documents
import Evidence
import Facts

/// A page of a suite as a feature, with the text that its places point into. One a page and not one a suite: readers keep the whole
/// feature beside each of its scenarios.
struct CucumberFeature {
  /// `crvs-mis/CR-06`
  let page: String
  let scenarios: [CucumberScenario]
  private let text: String

  var uri: String { "suites/\(page).feature" }
  var source: JSON { ["uri": .string(uri), "data": .string(text), "mediaType": "text/x.cucumber.gherkin+plain"] }
  var document: JSON {
    let feature: JSON = [
      "location": Self.location(1, 1), "tags": [], "language": "en", "keyword": "Feature", "name": .string(page.onOneLine),
      "description": "",
      "children": .array(scenarios.map { ["scenario": $0.gherkin] }),
    ]
    return ["uri": .string(uri), "feature": feature, "comments": []]
  }

  static func location(_ line: Int, _ column: Int) -> JSON { ["line": JSON(line), "column": JSON(column)] }

  /// In the order of the plan.
  static func all(in ledger: Ledger) -> [CucumberFeature] {
    var pages: [String] = []
    for one in ledger.instances where !pages.contains(page(of: one)) { pages.append(page(of: one)) }
    return pages.map { name in CucumberFeature(name, ledger.instances.filter { page(of: $0) == name }, ledger) }
  }

  private static func page(of instance: LedgerInstance) -> String { "\(instance.planned.suite)/\(instance.planned.scenario)" }

  private init(_ page: String, _ instances: [LedgerInstance], _ ledger: Ledger) {
    self.page = page
    var lines = ["Feature: \(page.onOneLine)", ""]
    var scenarios: [CucumberScenario] = []
    for instance in instances {
      let scenario = CucumberScenario(instance: instance, rows: CheckRow.all(of: instance, in: ledger), line: lines.count + 1)
      lines += scenario.lines + [""]
      scenarios.append(scenario)
    }
    self.scenarios = scenarios
    text = lines.map { $0 + "\n" }.joined()
  }
}

/// An instance as a scenario. Ids are made of its place in the plan, so that the same run has the same stream.
struct CucumberScenario {
  let instance: LedgerInstance
  let rows: [CheckRow]
  /// Where it begins in the text of its feature.
  let line: Int

  var id: String { "s\(instance.index)" }
  private var name: String { "\(instance.name) \(instance.planned.title)".onOneLine }
  private func text(_ row: CheckRow) -> String { ([row.name, row.requirement?.text].compactMap(\.self)).joined(separator: " ").onOneLine }

  var lines: [String] { ["  Scenario: \(name)"] + rows.map { "    * \(text($0))" } }

  var gherkin: JSON {
    let steps = rows.enumerated().map { n, row -> JSON in
      [
        "location": CucumberFeature.location(line + 1 + n, 5), "keyword": "* ", "keywordType": "Unknown", "text": .string(text(row)),
        "id": .string("\(id)-\(n)-ast"),
      ]
    }
    return [
      "location": CucumberFeature.location(line, 3), "tags": [], "keyword": "Scenario", "name": .string(name),
      "description": .string(instance.planned.steps.map { "\($0.kind): \($0.title)".onOneLine }.joined(separator: "\n")),
      "steps": .array(steps),
      "examples": [], "id": .string("\(id)-ast"),
    ]
  }

  func pickle(uri: String) -> JSON {
    let steps = rows.enumerated().map { n, row -> JSON in
      ["astNodeIds": [.string("\(id)-\(n)-ast")], "id": .string("\(id)-\(n)-step"), "type": "Outcome", "text": .string(text(row))]
    }
    return [
      "id": .string("\(id)-pickle"), "uri": .string(uri), "name": .string(name), "language": "en", "steps": .array(steps), "tags": [],
      "astNodeIds": [.string("\(id)-ast")],
    ]
  }

  var testCase: JSON {
    let steps = rows.indices.map { n -> JSON in
      [
        "id": .string("\(id)-\(n)-test"), "pickleStepId": .string("\(id)-\(n)-step"), "stepDefinitionIds": [],
        "stepMatchArgumentsLists": [],
      ]
    }
    return ["id": .string("\(id)-case"), "pickleId": .string("\(id)-pickle"), "testSteps": .array(steps), "testRunStartedId": "run"]
  }
}
