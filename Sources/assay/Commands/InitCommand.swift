import ArgumentParser
import Facts
import Foundation
import SourceText

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Asks eight questions and writes a target file, with comments on what may be added.",
    usage: "assay init [--yes] [--product NAME] [--role ROLE] [--base-url URL] ... [--out FILE]",
    discussion: """
      A question whose answer is given as an option is not asked. An answer left
      empty means what stands in brackets. A file that is there is never replaced.

      EXAMPLES
        assay init                                    asks, and writes NAME.yaml
        assay init --yes --product "Acme MIS" --base-url https://mis.test/api
        assay init --role crvs --dialect events=opencrvs --out registry.yaml
        assay doctor --target acme-mis.yaml           what comes next

      EXIT STATUS
        0 written
        2 an answer cannot be used, or the file is there already
      """)

  @Option(help: "1. What the system is called.") var product: String?
  @Option(help: "2. Its version.") var productVersion: String?
  @Option(help: "3. The role that it fills: mis, crvs, id, payments...") var role: String?
  @Option(help: "4. Its address, before all its paths.") var baseUrl: String?
  @Option(help: "5. EDGE=DIALECT, or EDGE=none; may be repeated.") var dialect: [String] = []
  @Option(help: "6. The address at which it reaches us, or none.") var publicUrl: String?
  @Option(help: "7. Where its people come from: mint.") var people: String?
  @Option(help: "8. yes: a test system, with test people and test money only.") var testSystem: String?
  @Flag(help: "Ask nothing: what is not given is as in the brackets. Question 8 is then answered yes.") var yes = false
  @Option(help: "The file to write; default: the system's name with .yaml.") var out: String?
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      let draft = try answered()
      let file = out ?? "\(draft.name).yaml"
      guard !FileManager.default.fileExists(atPath: file) else {
        throw UsageError(.unwritableFolder, "\(file) is there already and is not replaced; name another file with --out, or move it away")
      }
      let text = draft.yaml(try Planner.loaded([], home.library()), file: file)
      try Data(text.utf8).write(to: URL(filePath: file))
      Console.out(
        """
        \(file): \(draft.product) \(draft.version) as \(draft.role), a test system with test people and test money

          assay doctor --target \(file)     what is missing, and on which side
          assay sheet  --target \(file)     what its administrator has to enter
          assay run SUITE --target \(file) --plan     what people will have to do

        """)
      return 0
    }
  }

  private func answered() throws -> TargetDraft {
    let given = [
      product, productVersion, role, baseUrl, dialect.isEmpty ? nil : dialect.joined(separator: " "), publicUrl, people, testSystem,
    ]
    var draft = TargetDraft()
    for (number, question) in TargetQuestion.all.enumerated() {
      if let answer = given[number] {
        try question.take(&draft, answer)
      } else if yes {
        try question.take(&draft, question.preset(draft))
      } else {
        try ask(question, number + 1, &draft)
      }
    }
    return draft
  }

  /// Asked again where the answer cannot be used and somebody sits there; an input that has ended is a command that lacks its options.
  private func ask(_ question: TargetQuestion, _ number: Int, _ draft: inout TargetDraft) throws {
    let preset = question.preset(draft)
    while true {
      Console.out("\(number). \(question.ask) (\(question.hint))\n   [\(preset)] ")
      guard let line = readLine() else {
        throw UsageError("the answers ended at question \(number); give \(question.flag), or --yes for all that is in brackets")
      }
      let said = line.trimmingCharacters(in: .whitespaces)
      do {
        return try question.take(&draft, said.isEmpty ? preset : said)
      } catch let error as UsageError where isatty(STDIN_FILENO) == 1 && question.flag != "--test-system" {
        Console.out("   \(error.what); \(error.next)\n")
      }
    }
  }
}
