/// An expression that as a whole is `sum(...)` or `number(...)` of a node-set.
struct ExactCall: Hashable, Sendable {
  enum Function: String, Hashable, Sendable { case sum, number }
  let function: Function
  let argument: String

  init?(_ text: String) {
    let trimmed = XMLSpace.trimmed(text)
    guard let open = trimmed.firstIndex(of: "("), trimmed.last == ")",
      let function = Function(rawValue: XMLSpace.trimmed(String(trimmed[..<open])))
    else { return nil }
    let inner = trimmed[trimmed.index(after: open)..<trimmed.index(before: trimmed.endIndex)]
    // The last parenthesis must be the one that closes the first.
    var (depth, quote): (Int, Character?) = (0, nil)
    for character in inner {
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      switch character {
      case "'", "\"": quote = character
      case "(": depth += 1
      case ")": depth -= 1
      case ",": if depth == 0 { return nil }
      default: break
      }
      if depth < 0 { return nil }
    }
    guard !XMLSpace.trimmed(String(inner)).isEmpty else { return nil }
    self.function = function
    argument = String(inner)
  }
}
