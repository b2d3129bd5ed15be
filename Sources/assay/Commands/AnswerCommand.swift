import ArgumentParser
import Foundation
import SourceText

struct AnswerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer", abstract: "Tells a run that waits what a person did.",
    usage: "assay answer OUT ITEM [--by NAME] [--gives NAME=VALUE] [--says WORD] [--not-done WHY]\n       assay answer OUT --file ANSWERS",
    discussion: """
      OUT is the folder of the run. Items are named by `assay run --plan`, and by
      the run while it waits. Who answered stands in the evidence.

      EXAMPLES
        assay answer assay-run "CR-06 register-death deceased" --by Ana \\
          --gives death.drn=D-2026-1
        assay answer assay-run "CR-06 run-cycle OAP" --not-done "no funds"
        assay answer assay-run "CR-06 ask-enrolled deceased" --says not-enrolled
        assay answer assay-run --file answers.yaml       a sheet that was filled in

      EXIT STATUS
        0 taken   2 no such folder, or the answer cannot be read
      """)

  @Argument(help: "The folder of the run.") var out: String
  @Argument(help: "The item of the run sheet.") var item: String?
  @Option(help: "Who did it.") var by: String?
  @Option(help: "What was noted down, as NAME=VALUE; may be repeated.") var gives: [String] = []
  @Option(help: "What the system shows, where that was asked.") var says: String?
  @Option(help: "It was not done, and why.") var notDone: String?
  @Option(help: "A file of answers, as `assay run --plan --as answers` writes it.") var file: String?

  func run() async throws {
    try await Exits.reporting {
      guard Files.isFolder(out) else {
        throw UsageError(.unreadableFile, "there is no folder \(out); name the folder that the run writes, as in `--out`")
      }
      let text = try lines()
      let path = "\(out)/\(OperatorAnswers.file)"
      let before = Files.text(path) ?? []
      try Data(before + Array(text.utf8)).write(to: URL(filePath: path), options: .atomic)
      Console.out("\(path): \(counted(text.split(separator: "\n").count, "line")) taken\n")
      return 0
    }
  }

  private func lines() throws -> String {
    if let file {
      guard let bytes = Files.text(file) else { throw UsageError(.unreadableFile, "\(Files.what(file)); name a file of answers") }
      let read = YAMLReader().read(bytes, name: file)
      guard read.errors.isEmpty else { throw Complaints(read.diagnostics) }
      return String(decoding: bytes, as: UTF8.self) + (bytes.last == 10 ? "" : "\n")
    }
    guard let item else { throw UsageError("no item is named; write `assay answer \(out) ITEM`, with an item of `assay run --plan`") }
    let noted = try gives.map { text in
      guard let cut = text.firstIndex(of: "="), cut > text.startIndex else {
        throw UsageError("--gives \(text) cannot be read; write NAME=VALUE")
      }
      return (name: String(text[..<cut]), value: String(text[text.index(after: cut)...]))
    }
    return OperatorAnswers.line(
      item, isDone: notDone == nil, by: by, why: notDone,
      gives: noted + (says.map { [(name: "answer", value: $0)] } ?? []))
  }
}
