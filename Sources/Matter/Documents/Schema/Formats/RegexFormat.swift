/// Whether a text is a regular expression of ECMA-262. What the engine here does not run (look-around, names, back-references) is
/// known all the same.
enum RegexFormat {
  static func accepts(_ text: String) -> Bool {
    var plain: [Unicode.Scalar] = []
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      if scalar == "\\", let next = rest.first, "123456789bBk".unicodeScalars.contains(next) {
        rest.removeFirst()
        // A name after \k; anything that stands for one character will do for what is not run.
        if next == "k" {
          guard let end = rest.firstIndex(of: ">"), rest.first == "<" else { return false }
          rest = rest[(end + 1)...]
        }
        plain.append("x")
      } else if scalar == "\\" {
        plain.append(scalar)
        if let next = rest.popFirst() { plain.append(next) }
      } else if scalar == "(", let length = groupPrefix(rest) {
        rest.removeFirst(length)
        plain += ["(", "?", ":"]
      } else {
        plain.append(scalar)
      }
    }
    return (try? Pattern(String(String.UnicodeScalarView(plain)), dialect: .ecmaScript)) != nil
  }

  /// The length of `?=`, `?!`, `?<=`, `?<!` or `?<name>`.
  private static func groupPrefix(_ rest: ArraySlice<Unicode.Scalar>) -> Int? {
    for prefix in ["?=", "?!", "?<=", "?<!"] where rest.starts(with: prefix.unicodeScalars) { return prefix.unicodeScalars.count }
    guard rest.starts(with: "?<".unicodeScalars), let end = rest.firstIndex(of: ">"), end > rest.startIndex + 2 else { return nil }
    return end - rest.startIndex + 1
  }
}
