import ArgumentParser
import Facts
import Population
import SourceText

extension PeopleFile.Form: ExpressibleByArgument {}

struct PeopleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people", abstract: "Writes the people of a run to load into a vendor's system, or says whom it has used up.",
    usage: """
      assay people SUITE... --target FILE --seed S [--format csv|json|fhir|dci]
      assay people --target FILE --used|--retire|--reset
      """,
    discussion: """
      The same seed mints the same people: load these, then `assay run --seed S`.
      Only those whom the target's roles know when a story begins are written.
      Of people who are lent (`source: pool`) it says who is whom, without names.

      Whoever was in a story is used up, and kept in .assay/TARGET beside the
      target file (or in reach.identity). Nobody is lent twice.

      EXAMPLES
        assay people crvs-mis --target acme.yaml --seed 7f > people.csv
        assay people crvs-mis --target acme.yaml --seed 7f --format fhir
        assay run crvs-mis --target acme.yaml --seed 7f
        assay people --target acme.yaml --used       who, in which story, and now
        assay people --target acme.yaml --retire     clears away what runs left
        assay people --target acme.yaml --reset      puts back whom the hook resets

      EXIT STATUS
        0 done   2 the target file or a suite is wrong, or the pool lacks people
        3 the vendor's side did not clear away or put back everybody
      """)

  @Argument(help: "The suites that will be played.") var suites: [String] = []
  @Option(help: "The target file.") var target: String
  @Option(help: "The seed with which the run will be played.") var seed: String?
  @Option(help: "Only this scenario or instance; may be repeated.") var only: [String] = []
  @Flag(help: "Only the base stories, without their variants.") var bases = false
  @Option(help: "The day to which stories are anchored; default: today.") var today: String?
  @Option(help: "csv, json, fhir (a transaction of Patients) or dci (person records).") var format: PeopleFile.Form = .csv
  @Flag(help: "List whom the target has used up.") var used = false
  @Flag(help: "Clear away what runs left of people, by the hook `retire` or by hand; they are spent.") var retire = false
  @Flag(help: "Put back who was lent, by the hook `reset`; only whom it confirms is free again.") var reset = false
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      let file = try TargetReading.load(target)
      guard [used, retire, reset].contains(true) else {
        Console.out(try load(file))
        return 0
      }
      var people = UsedPeople(file)
      if retire { Console.out(try await people.retire()) }
      if reset { Console.out(try await people.reset()) }
      if used { Console.out(people.table()) }
      return people.failed == 0 ? 0 : 3
    }
  }

  private func load(_ file: TargetFile) throws -> String {
    guard !suites.isEmpty else { throw UsageError("no suite is named; write `assay people SUITE --target \(target)`, or --used") }
    guard let seed = seed ?? (file.people.kind == .mint ? nil : "0") else {
      throw UsageError("--seed is missing; give the one with which the run will be played, as in --seed 7f")
    }
    let (library, suites) = try home.library().naming(suites)
    let sheet = try Planner.sheet(
      suites, only: only, bases: bases, target: file, seed: seed, today: today, library: library)
    return file.people.kind == .mint ? PeopleFile(all: sheet.people).written(format) : lent(sheet, file.people.pool)
  }

  /// Rows of the vendor's own file, and no names: this may be passed on.
  private func lent(_ sheet: RunSheet, _ pool: [PoolPerson]) -> String {
    let rows = sheet.people.compactMap { a -> [String]? in
      guard let row = pool.first(where: { p in a.person.identifiers.contains(p.identifiers[0]) }) else { return nil }
      return [a.instance, a.person.key.text, a.person.archetype.text, "\(row.place.file):\(row.place.line)"]
    }
    return TextTable(["story", "role", "archetype", "row"], rows).text()
  }
}
