import Foundation
import Testing

/// What each command shows, on a page for people. A block is made of the transcript of a case that others hold true: the page names the
/// case and the commands of it, and `ASSAY_GOLDEN=write` copies them anew.
@Suite struct OutputPageTests {
  static let page = GoldenTests.root.appending(path: "Sources/assay/README.md")
  private static let longest = 18

  @Test func `every block is what the program shows`() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    var made = ""
    var rest = text[...]
    var count = 0
    while let block = rest.firstMatch(of: /<!-- ([a-z\/-]+) ([0-9 ]+) -->\n```\n(?s:.*?)```\n/) {
      let wanted = block.2.split(separator: " ").compactMap { Int($0) }
      let golden = try #require(GoldenTests.cases.first { $0.name == String(block.1) }, "there is no case \(block.1)")
      made += rest[..<block.range.lowerBound] + "<!-- \(block.1) \(block.2) -->\n```\n\(try Self.shown(golden, wanted))```\n"
      rest = rest[block.range.upperBound...]
      count += 1
    }
    made += rest
    #expect(count > 15)
    if GoldenTests.writes { try made.write(to: Self.page, atomically: true, encoding: .utf8) } else { #expect(made == text) }
  }

  /// Every command of the program but those that measure or wait for a person has its place.
  @Test func `every command is on the page`() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let help = try #require(GoldenTests.cases.first { $0.name == "output/help" })
    let commands = help.transcript.compactMap { line in line.firstMatch(of: #/^\|   ([a-z]+)  /#).map { String($0.1) } }
    #expect(commands.count > 20)
    for command in commands { #expect(text.contains("`assay \(command)`"), "\(command)") }
  }

  /// The commands of these numbers, with what they show and how they end.
  private static func shown(_ golden: GoldenCase, _ wanted: [Int]) throws -> String {
    var blocks: [[String]] = []
    for line in golden.transcript {
      if line.hasPrefix("$ ") { blocks.append([line]) } else { blocks[blocks.count - 1].append(line) }
    }
    return try wanted.map { number in
      let block = try #require(blocks.indices.contains(number - 1) ? blocks[number - 1] : nil, "\(golden.name) has no command \(number)")
      let said = block.dropFirst().dropLast().map { String($0.dropFirst(2)) }
      let cut = said.count > longest ? said.prefix(longest) + ["..."] : said[...]
      let end = block.last == "= 0" ? [] : ["(exit status \((block.last ?? "").dropFirst(2)))"]
      return ([block[0]] + cut + end).map { $0 + "\n" }.joined()
    }.joined()
  }
}
