import ArgumentParser
import Foundation
import Scenarios
import SourceText

struct FmtCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Puts pages into their canonical form: scenarios, requirements, profiles, targets, defects.",
    usage: "assay fmt PATH... [--check] [--diff]",
    discussion: """
      Indents by two, puts lists below their key, one space between words, one empty line at most. Comments and scalars stay as they
      are written, and so do columns that were aligned by hand. A page whose content would change is left alone.

      EXAMPLES
        assay fmt my-suites                every page below a folder
        assay fmt target.yaml --diff       show what would change, change nothing
        assay fmt --check suites mocks     for CI: names what is not in order
        assay fmt - < page.yaml            for an editor: from standard input to standard output

      EXIT STATUS
        0 in order (now)   2 with --check or --diff: not in order; a page that cannot be read
      """)

  @Argument(help: "Pages, and folders of them; `-` is standard input.") var paths: [String] = []
  @Flag(help: "Change nothing; name the pages that are not in order.") var check = false
  @Flag(help: "Change nothing; show what would change.") var diff = false

  func run() async throws {
    try await Exits.reporting {
      guard !paths.isEmpty else { throw UsageError("nothing is named; name pages or folders: `assay fmt suites`") }
      if paths == ["-"] { return try filter() }
      let files = try paths.flatMap { try Self.pages($0) }
      var broken: [Diagnostic] = []
      var untidy = 0
      for path in files {
        guard let text = Files.text(path) else { throw UsageError(.unreadableFile, Files.what(path) + "; correct the path") }
        let formatted = Self.formatted(text, path)
        broken += formatted.diagnostics
        guard let new = formatted.value, Array(new.utf8) != text else { continue }
        untidy += 1
        try say(path, String(decoding: text, as: UTF8.self), new)
      }
      let renderer = DiagnosticRenderer(colour: Console.isTerminal)
      for finding in broken { Console.complain(renderer.render(finding) + "\n") }
      let isDry = check || diff
      if !isDry || untidy == 0 { Console.out("\(counted(files.count, "page")), \(untidy) put in order\n") }
      return !broken.isEmpty || (isDry && untidy > 0) ? 2 : 0
    }
  }

  private func say(_ path: String, _ old: String, _ new: String) throws {
    if diff { return Console.out(LineDifference(old: old, new: new).text(path)) }
    if check { return Console.out("\(path): not in order; `assay fmt \(path)` corrects it\n") }
    try Data(new.utf8).write(to: URL(filePath: path).resolvingSymlinksInPath(), options: .atomic)
    Console.out("\(path)\n")
  }

  private func filter() throws -> Int32 {
    let formatted = Self.formatted(Array(FileHandle.standardInput.readDataToEndOfFile()), "standard input")
    guard let text = formatted.value else { throw Complaints(formatted.diagnostics) }
    Console.out(text)
    return 0
  }

  private static func formatted(_ bytes: [UInt8], _ name: String) -> Diagnosed<String> {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return Diagnosed(nil, YAMLReader().read(bytes, name: name).diagnostics)
    }
    return PageFormat.canonical(SourceFile(name: name, text: text))
  }

  private static func pages(_ path: String) throws -> [String] {
    guard Files.isFolder(path) else { return [path] }
    var folder = path
    while folder.count > 1, folder.last == "/" { folder.removeLast() }
    let found = Library(source: .disk(folder)).files(below: ".").map { String($0.dropFirst(2)) }
      .filter { $0.hasSuffix(".yaml") && !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
    guard !found.isEmpty else { throw UsageError(.unreadableFile, "\(path) holds no page; pages end in .yaml") }
    return found.map { folder == "." ? $0 : "\(folder)/\($0)" }
  }
}
