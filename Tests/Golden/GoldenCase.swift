import Foundation
import Testing

/// A case in one text: files that a user has, and what the shell then shows.
///
///     What a reader should see in it.
///     -- page.yaml --
///     steps: ...
///     -- edit suite/CR-06.yaml --
///     - a line of a file that is there
///     + what stands there instead
///     -- transcript --
///     $ assay lint page.yaml
///     | a line on standard output
///     ! a line on standard error
///     = the exit status
///
/// `hex` in a file's heading says that the text is bytes in hexadecimal digits, `times N` that it is repeated.
struct GoldenCase: Sendable, CustomTestStringConvertible {
  struct Part: Sendable {
    var heading: String
    var lines: [String] = []
  }
  let name: String
  let path: URL
  /// Everything before the transcript, as it is kept.
  let preamble: String
  let parts: [Part]
  let commands: [String]
  let transcript: [String]
  var testDescription: String { name }

  init(_ path: URL, below folder: URL) throws {
    self.path = path
    name = String(path.path.dropFirst(folder.path.count + 1).dropLast(".txt".count))
    var parts = [Part(heading: "")]
    let text = try String(contentsOf: path, encoding: .utf8)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("-- "), line.hasSuffix(" --"), line.count > 6 {
        parts.append(Part(heading: String(line.dropFirst(3).dropLast(3))))
      } else {
        parts[parts.count - 1].lines.append(line)
      }
    }
    let last = parts.removeLast()
    guard last.heading == "transcript" else { throw Broken("\(name) ends without `-- transcript --`") }
    transcript = last.lines.filter { !$0.isEmpty }
    commands = transcript.filter { $0.hasPrefix("$ ") }.map { String($0.dropFirst(2)) }
    guard !commands.isEmpty else { throw Broken("\(name) runs nothing: write a line `$ assay ...` into its transcript") }
    self.parts = Array(parts.dropFirst())
    preamble = String(text[..<(text.range(of: "-- transcript --\n")?.upperBound ?? text.endIndex)])
  }

  /// Puts the files of the case into a folder that holds the common ones.
  func lay(in folder: URL) throws {
    for part in parts {
      let words = part.heading.split(separator: " ").map(String.init)
      if words.first == "edit", words.count == 2 {
        try edit(folder.appending(path: words[1]), part.lines)
      } else {
        let file = folder.appending(path: words.first ?? "")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes(part, Array(words.dropFirst())).write(to: file)
      }
    }
  }

  private func bytes(_ part: Part, _ options: [String]) throws -> Data {
    switch options.first {
    case nil: return Data((part.lines.joined(separator: "\n") + "\n").utf8)
    case "hex":
      let digits = part.lines.joined().filter { $0.isHexDigit }
      return Data(stride(from: 0, to: digits.count - 1, by: 2).compactMap { UInt8(digits.dropFirst($0).prefix(2), radix: 16) })
    case "times":
      let count = options.dropFirst().first.flatMap { Int($0) } ?? 1
      return Data(String(repeating: part.lines.joined(separator: "\n"), count: count).utf8)
    case let word?: throw Broken("\(name): a file is `hex` or `times N`, not \(word)")
    }
  }

  private func edit(_ file: URL, _ lines: [String]) throws {
    func side(_ sign: String) -> String { lines.filter { $0.hasPrefix(sign) }.map { String($0.dropFirst(2)) }.joined(separator: "\n") }
    let text = try String(contentsOf: file, encoding: .utf8)
    guard let place = text.range(of: side("-")) else { throw Broken("\(name): \(file.lastPathComponent) does not hold\n\(side("-"))") }
    try text.replacingCharacters(in: place, with: side("+")).write(to: file, atomically: true, encoding: .utf8)
  }

  struct Broken: Error, CustomStringConvertible {
    let description: String
    init(_ text: String) { description = text }
  }
}
