import Conformance
import Population
import Reports
import Scenarios
import SourceText

/// The documents of suites as pages: a checklist, a page for each scenario, coverage, clauses of schemas, dialects, interpretations, each
/// linked to the others.
struct SuiteSite {
  let suites: [Coverage]
  let defects: [Defect]
  let archetypes: [Archetype]

  static let front = SitePlace("index.html")

  var pages: [SitePage] {
    [index]
      + suites.flatMap { reach -> [SitePage] in
        let one = SuiteDocuments(reach: reach, defects: defects, archetypes: archetypes)
        let own = [one.checklist] + one.suite.pages.map { one.scenario($0) } + [one.coverage]
        return own + (one.clauses.map { [$0] } ?? []) + [one.dialects, one.interpretations]
      }
  }

  private var index: SitePage {
    let rows = suites.map(\.suite).map { suite in
      SiteRow([
        [.link(.init(suite.id.text, SuiteDocuments.place(suite)))], [.plain(suite.version)], [.plain(suite.status.rawValue)],
        [.plain(suite.title)], [.plain(String(suite.pages.count))], [.plain(String(suite.requirements.count))],
      ])
    }
    return SitePage(
      file: Self.front.file, title: "Suites", trail: [.init("Suites", Self.front)],
      blocks: [.table(["suite", "version", "status", "title", "scenarios", "requirements"], rows)])
  }
}

/// The pages of one suite. What stands where is decided here.
struct SuiteDocuments {
  /// What its checks reach, and what fell to them.
  let reach: Coverage
  var suite: Suite { reach.suite }
  let defects: [Defect]
  let archetypes: [Archetype]

  private static func folder(_ suite: Suite) -> String { SitePlace.name(suite.id.text) }
  static func place(_ suite: Suite) -> SitePlace { SitePlace("\(folder(suite))/index.html") }
  var checklistPlace: SitePlace { Self.place(suite) }
  var coveragePlace: SitePlace { SitePlace("\(Self.folder(suite))/coverage.html") }
  var clausesPlace: SitePlace { SitePlace("\(Self.folder(suite))/clauses.html") }
  var dialectsPlace: SitePlace { SitePlace("\(Self.folder(suite))/dialects.html") }
  var interpretationsPlace: SitePlace { SitePlace("\(Self.folder(suite))/interpretations.html") }
  func place(_ scenario: Scenario) -> SitePlace { SitePlace("\(Self.folder(suite))/s-\(SitePlace.name(scenario.id.text)).html") }

  func page(_ place: SitePlace, _ title: String, _ blocks: [SiteBlock]) -> SitePage {
    let clauses = reach.clauses.forms.isEmpty ? [] : [SiteLink("Clauses", clausesPlace)]
    return SitePage(
      file: place.file, title: title, trail: [.init("Suites", SuiteSite.front), .init("\(suite.id) \(suite.version)", checklistPlace)],
      siblings: [.init("Checklist", checklistPlace), .init("Coverage", coveragePlace)] + clauses + [
        .init("Dialects", dialectsPlace), .init("Interpretations", interpretationsPlace),
      ],
      blocks: blocks)
  }

  /// Leads to the row of the checklist, where there is one.
  func link(_ requirement: String) -> SiteText {
    guard (suite.requirements + suite.withdrawn).contains(where: { $0.id.text == requirement }) else { return .code(requirement) }
    return .link(.init(requirement, SitePlace(checklistPlace.file, SitePlace.anchor("r", requirement))))
  }

  /// The places where a check of the base or of a variant cites the requirement, each once.
  func citations(_ requirement: String) -> [SiteLink] {
    suite.pages.flatMap { page in
      let base = page.base.steps.filter { step in step.checks.contains { $0.requirement?.text == requirement } }.map { step in
        SiteLink("\(page.base.id) \(step.id)", SitePlace(place(page.base).file, SitePlace.anchor("step", step.id.text)))
      }
      let variants = variants(page).filter { one in
        one.differences.added.contains { step in step.checks.contains { $0.requirement?.text == requirement } }
      }.map { one in
        SiteLink("\(page.base.id)/\(one.variant.name)", SitePlace(place(page.base).file, SitePlace.anchor("v", one.variant.name.text)))
      }
      return base + variants
    }
  }

  struct VariantView {
    let variant: Variant
    let rows: [String]
    let differences: ComposedScenario.Differences
  }

  /// Each variant once, as its first row plays it.
  func variants(_ page: ScenarioPage) -> [VariantView] {
    let all = (page.instances(faults: Knowledge.faults).value ?? []).filter { $0.variant != nil }
    return page.variants.compactMap { variant in
      let own = all.filter { $0.variant?.name == variant.name }
      return own.first.map { first in
        VariantView(variant: variant, rows: own.compactMap(\.row?.name), differences: first.differences(from: page.base))
      }
    }
  }
}
