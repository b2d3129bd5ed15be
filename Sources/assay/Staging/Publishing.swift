import Evidence
import Foundation
import Reports

/// Writes the reports of a ledger beside its log, and shows the summary.
struct Publishing {
  let library: Library
  let folder: String
  var quiet = false
  /// A blank line parts the summary from what was printed before it.
  var isAfterProgress = false
  /// Two equal runs lie in two folders.
  var isStable = false

  static func check(_ names: [String]) throws {
    for name in names where Formats.named(name) == nil {
      throw UsageError("there is no format \(name); there are \(Formats.all.map(\.card.name).joined(separator: ", "))")
    }
  }

  func publish(_ ledger: Ledger, _ names: [String]) throws {
    try Self.check(names)
    var files: [String] = []
    for format in names.compactMap(Formats.named) {
      guard let file = format.card.file else { continue }
      let bytes = try format.bytes(ledger, settings(files))
      try Data(bytes).write(to: URL(filePath: "\(folder)/\(file)"))
      files.append(file)
    }
    if !quiet { Console.out((isAfterProgress ? "\n" : "") + ConsoleSummary.text(ledger, settings(files))) }
  }

  private func settings(_ files: [String]) -> ReportSettings {
    let library = library
    return ReportSettings(
      resource: { library.bytes("reports/\($0)") }, folder: isStable ? nil : folder, files: files, width: Console.width,
      height: max(24, Console.height), colour: Console.isTerminal)
  }
}
