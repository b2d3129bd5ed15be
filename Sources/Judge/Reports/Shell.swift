/// Text as a word of a shell's command line.
enum Shell {
  /// Safe between single quotes, whatever the text holds.
  static func quote(_ text: String) -> String {
    "'" + text.unicodeScalars.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
  }
}
