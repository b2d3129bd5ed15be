import ArgumentParser
import Foundation
import Population
import Reports
import Scenarios
import SourceText

struct LintCommand: AsyncParsableCommand {
  enum Form: String, CaseIterable, ExpressibleByArgument { case text, sarif }

  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Says what is wrong with suites, target files and expectations: the place, the line, and what to do.",
    usage: "assay lint PATH|SUITE...\n       assay lint --explain CODE",
    discussion: """
      EXAMPLES
        assay lint suites                        every suite of the home
        assay lint crvs-mis                      one of them
        assay lint my-suites/CR-06.yaml          a page, within the suite that it stands in
        assay lint target.yaml                   a target file
        assay lint expectations.yaml             expectations, or waivers
        assay lint --explain AS-031              why a code exists
        assay lint suites --format sarif         for code scanning

      EXIT STATUS
        0 no error (there may be warnings)   2 errors
      """)

  @Argument(help: "Suites by name, folders, pages, target files or expectations; `suites` is all of the home's.") var paths: [String] = []
  @Option(help: "Print the page of a code, as AS-031.") var explain: String?
  @Option(help: "How it is told: text, or SARIF 2.1.0.") var format = Form.text
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      if let explain { return try Self.explain(explain) }
      guard !paths.isEmpty else {
        throw UsageError("nothing is named; name what to lint: `assay lint suites`, a suite, a folder or a file")
      }
      let subjects = try paths.flatMap { try LintTarget.find($0) { try home.library() } }
      let library = try? home.library()
      let population = library.map { library in PopulationLibrary.load { library.bytes($0) } }
      let knowledge = Knowledge.all(population?.value)
      var all = population?.diagnostics ?? []
      var notes: [String] = []
      for subject in subjects {
        let (found, note) = Self.lint(subject, knowledge, library)
        all += found
        notes.append(note)
      }
      if let library, paths.contains(where: { ["suites", "suites/"].contains($0) }) {
        all += try Self.uncitedDefects(library) + ProtocolSchemas.load(library).diagnostics
      }
      switch format {
      case .sarif: Console.out(String(decoding: LintSARIF.log(all.withoutRepeats).encoded(), as: UTF8.self))
      case .text:
        let renderer = DiagnosticRenderer(colour: Console.isTerminal)
        for finding in all.withoutRepeats { Console.out(renderer.render(finding) + "\n") }
        for note in notes { Console.out(note + "\n") }
      }
      return all.contains { $0.severity == .error } ? 2 : 0
    }
  }

  /// Defects of the home that break what no check of its suites cites.
  private static func uncitedDefects(_ library: Library) throws -> [Diagnostic] {
    let cited = Set(
      Planner.names(library).compactMap { try? Planner(library: library, casting: .reference, programmes: []).suite($0).value }
        .flatMap { $0.instances(faults: Knowledge.faults).value ?? [] }.flatMap { $0.scenario.steps.flatMap(\.checks) }.compactMap(
          \.requirement?.text))
    let defects = DefectCatalogue.defects(library)
    return defects.diagnostics + (defects.value ?? []).filter { !cited.contains($0.breaks) }.map(\.isCitedByNone)
  }

  private static func lint(_ subject: LintTarget, _ knowledge: LanguageKnowledge, _ library: Library?) -> ([Diagnostic], String) {
    switch subject {
    case .beside(let path):
      let found = BesideFiles.diagnose(path, library.map(Knowledge.beside))
      return (found, "\(path): \(summary(found))")
    case .target(let path):
      let found = TargetReading.diagnose(path)
      return (found, "\(path): \(summary(found))")
    case .broken(let found, let path): return (found, "\(path): \(summary(found))")
    case .suite(let folder, let only):
      let linted = SuiteLint(folder, knowledge)
      let found = linted.found.filter { isWanted($0, only, folder) }
      let instances = linted.suite?.instances(faults: Knowledge.faults).value?.count ?? 0
      let size = linted.suite.map {
        "\(counted($0.pages.count, "scenario")), \(counted(instances, "instance")), \(counted($0.requirements.count, "requirement")): "
      }
      return (found, "\(only ?? folder.name): \(size ?? "")\(summary(found))")
    }
  }

  private static func isWanted(_ finding: Diagnostic, _ only: String?, _ folder: SuiteFolder) -> Bool {
    guard let only else { return true }
    let name = (only as NSString).lastPathComponent
    return finding.file.name == "\(folder.name)/\(name)" || finding.file.name.hasSuffix("/flows/\(name)")
  }

  private static func summary(_ found: [Diagnostic]) -> String {
    let errors = found.filter { $0.severity == .error }.count
    let warnings = found.count - errors
    let parts = [errors > 0 ? counted(errors, "error") : nil, warnings > 0 ? counted(warnings, "warning") : nil].compactMap { $0 }
    return parts.isEmpty ? "clean" : parts.joined(separator: ", ")
  }

  private static func explain(_ text: String) throws -> Int32 {
    guard let code = DiagnosticCode.named(text) else {
      throw UsageError(
        "there is no code \(text); codes run from \(DiagnosticCode.catalogue.first?.description ?? "") to \(DiagnosticCode.catalogue.last?.description ?? "")"
      )
    }
    let width = Console.isTerminal ? Console.width : 100
    let page = TextTable.folded(code.page, to: width).joined(separator: "\n")
    Console.out("\(code) \(code.severity.rawValue): \(code.title)\n\n\(page)\n\nnext: \(code.next)\n" + example(code))
    return 0
  }

  private static func example(_ code: DiagnosticCode) -> String {
    guard let example = LintExample.of(code) else {
      return LintExample.reason(code).map { "\nThere is no example: \($0).\n" } ?? ""
    }
    // A tab shows as itself in no terminal.
    func shown(_ text: String) -> String {
      text.replacing("\t", with: "<tab>").split(separator: "\n").map { "    \($0)\n" }.joined()
    }
    return "\nwrong:\n\(shown(example.wrong))right:\n\(shown(example.right))"
  }
}
