import Foundation

/// The files of the checkout, as the structure tests read them.
struct Tree {
  let path: String
  let text: String

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String { try String(contentsOf: root.appending(path: path), encoding: .utf8) }

  static func swift(below folder: String) throws -> [Tree] {
    let base = root.appending(path: folder)
    let all = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return try all.filter { $0.hasSuffix(".swift") }.sorted().map { try Tree(path: "\(folder)/\($0)", text: text("\(folder)/\($0)")) }
  }

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// Modules by `import`, whatever stands before the word.
  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let at = words.firstIndex(of: "import"), at <= 2, words.count > at + 1, !line.hasPrefix("//"), !line.hasPrefix(" ") else { return nil }
      return String(words[words.count - 1].split(separator: ".")[0])
    }
  }

  /// The code without its comments, line by line.
  var code: [(number: Int, line: String)] {
    lines.enumerated().compactMap { n, line in
      let trimmed = line.drop { $0 == " " }
      return trimmed.hasPrefix("//") ? nil : (n + 1, String(line))
    }
  }
}
