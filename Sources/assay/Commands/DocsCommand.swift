import ArgumentParser
import Foundation
import Population
import Reports
import SourceText

struct DocsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract: "Writes suites as a site to read: checklist, scenarios with pictures, coverage, dialects, interpretations and errata.",
    usage: "assay docs SUITE... --output DIR",
    discussion: """
      Every page stands by itself: no script, no network, light and dark. Open DIR/index.html, or serve the folder as it is.
      Nothing is played; the pictures show the stories as they are written. DIR/.assay-site lists what was
      written: pages of an earlier site that are no more go, where nobody changed them since.

      EXAMPLES
        assay docs crvs-mis --output site              one suite of the home
        assay docs ./our-suite crvs-mis --output site  a suite of your own beside it

      EXIT STATUS
        0 written   2 no such suite, one that cannot be read, or a folder that cannot be written
      """)

  @Argument(help: "Suites by name, or folders that hold a suite.yaml.") var suites: [String]
  @Option(name: .shortAndLong, help: "The folder of the site; what others put into it stays.") var output: String
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      let (library, names) = try home.library().naming(suites)
      let planner = Planner(library: library, casting: .reference, programmes: [])
      let loaded = try Knowledge.distinct(names).map { name in
        let read = try planner.suite(name)
        guard let suite = read.value, read.errors.isEmpty else { throw Complaints(read.diagnostics) }
        return suite
      }
      let defects = DefectCatalogue.defects(library)
      guard defects.errors.isEmpty else { throw Complaints(defects.errors) }
      let people = PopulationLibrary.load { library.bytes($0) }
      guard people.errors.isEmpty else { throw Complaints(people.errors) }
      let site = SuiteSite(suites: loaded, defects: defects.value ?? [], archetypes: people.value?.archetypes ?? [])
      let files = try Site.files(site.pages, ReportSettings(resource: { library.bytes("reports/\($0)") }))
      let gone = try SiteFolder(path: output).write(files)
      Console.out("wrote \(output)/index.html, \(counted(files.count, "page"))\n")
      if !gone.isEmpty { Console.out("removed what is no more, \(counted(gone.count, "page")): \(gone.joined(separator: ", "))\n") }
      return 0
    }
  }
}
