/// The command line of a part without what made it a part.
enum MergedCommand {
  private static let dropped = ["--shard", "--only", "--out"]

  static func of(_ command: String) -> String {
    var words = command.split(separator: " ").map(String.init)[...]
    var kept: [String] = []
    while let word = words.popFirst() {
      if dropped.contains(word) {
        _ = words.popFirst()
      } else if !dropped.contains(where: { word.hasPrefix($0 + "=") }) {
        kept.append(word)
      }
    }
    return kept.joined(separator: " ")
  }
}
