import ArgumentParser
import Documents
import Facts
import Population
import SourceText

struct PeopleCommand: AsyncParsableCommand {
  enum Form: String, CaseIterable, ExpressibleByArgument { case csv, json }

  static let configuration = CommandConfiguration(
    commandName: "people", abstract: "Writes the people of a run, to be loaded into a vendor's system before it.",
    usage: "assay people SUITE... --target FILE --seed S [--format csv|json]",
    discussion: """
      The same seed mints the same people: load these, then `assay run --seed S`.
      Only those whom the target's roles know when a story begins are written.

      EXAMPLES
        assay people crvs-mis --target acme.yaml --seed 7f > people.csv
        assay people crvs-mis --target acme.yaml --seed 7f --format json
        assay run crvs-mis --target acme.yaml --seed 7f

      EXIT STATUS
        0 written   2 the target file or a suite is wrong
      """)

  @Argument(help: "The suites that will be played.") var suites: [String]
  @Option(help: "The target file.") var target: String
  @Option(help: "The seed with which the run will be played.") var seed: String
  @Option(help: "Only this scenario or instance; may be repeated.") var only: [String] = []
  @Option(help: "The day to which stories are anchored; default: today.") var today: String?
  @Option(help: "csv or json.") var format: Form = .csv
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      let (library, suites) = try home.library().naming(suites)
      let sheet = try Planner.sheet(
        suites, only: only, bases: false, target: TargetReading.load(target), seed: seed, today: today, library: library)
      let roles = try TargetReading.load(target).roles.compactMap { KnownTo(role: $0.role) }
      let all = sheet.people.filter { p in roles.isEmpty || roles.contains { p.person.knownTo.contains($0) } }
      Console.out(format == .csv ? Self.csv(all) : Self.json(all))
      return 0
    }
  }

  private static func csv(_ all: [(instance: String, person: Person)]) -> String {
    let schemes = Knowledge.distinct(all.flatMap(\.person.identifiers).map(\.scheme.text))
    return RunSheet.csv(
      [["story", "person", "archetype", "given", "family", "sex", "born"] + schemes]
        + all.map { a in
          let p = a.person
          return [a.instance, p.key.text, p.archetype.text, p.name.given, p.name.family, p.sex.rawValue, p.born.description]
            + schemes.map { s in p.identifiers.first { $0.scheme.text == s }?.value ?? "" }
        })
  }

  private static func json(_ all: [(instance: String, person: Person)]) -> String {
    let people = all.map { a -> JSON in
      let p = a.person
      return [
        "story": .string(a.instance), "person": .string(p.key.text), "archetype": .string(p.archetype.text), "given": .string(p.name.given),
        "family": .string(p.name.family), "sex": .string(p.sex.rawValue), "born": .string(p.born.description),
        "identifiers": .object(Members(p.identifiers.map { Member($0.scheme.text, .string($0.value)) })),
      ]
    }
    return "[\n" + people.map { "  " + String(decoding: $0.encoded(), as: UTF8.self) }.joined(separator: ",\n") + "\n]\n"
  }
}
