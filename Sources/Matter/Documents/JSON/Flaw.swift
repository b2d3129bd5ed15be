/// What a parser found wrong, before anybody counts lines or words it: the way of good documents carries no text of bad ones.
struct Flaw: Error {
  let fault: Fault
  /// Bytes before the place.
  let offset: Int

  enum Fault {
    case bytes(Int), byteOrderMark
    case noValue, value, endsEarly, comma(Closing), more
    case name, colon
    case depth, nodes
    case word, leadingZero, digit
    case openText, control, escape, hexDigits, utf8, halfCharacter
  }

  /// What ends the container around the place.
  enum Closing { case object, array }

  var kind: JSONRefusal.Kind {
    switch fault {
    case .bytes, .depth, .nodes: .bound
    case .utf8, .halfCharacter: .encoding
    default: .grammar
    }
  }

  /// Why it is refused, and what to do next.
  func words(_ bounds: JSONBounds) -> (why: String, next: String) {
    switch fault {
    case .bytes(let count): ("\(count) bytes, and at most \(bounds.bytes) are read here", "send less at once, or allow more")
    case .byteOrderMark: ("a byte order mark stands before the document", "send UTF-8 without it")
    case .noValue: ("no value at all", "send a JSON document")
    case .value: ("a value was expected", "begin it with { [ \" - a digit, or true, false, null; no comma stands before an end")
    case .endsEarly: ("ends early", "check that the whole document was sent")
    case .comma(.object): ("a comma or } was expected", "separate members with commas and close the object")
    case .comma(.array): ("a comma or ] was expected", "separate elements with commas and close the array")
    case .more: ("more text after the value", "send one value only")
    case .name: ("a name in double quotes was expected", "quote it, and leave no comma before }")
    case .colon: ("a colon was expected after the name", "write \"name\": value")
    case .depth: ("nested deeper than \(bounds.depth)", "flatten the document, or allow more depth")
    case .nodes: ("more than \(bounds.nodes) values and names", "send less at once, or allow more")
    case .word: ("an unknown word", "only true, false and null stand without quotes")
    case .leadingZero: ("a number begins with 0", "drop the leading zero, or quote it as text")
    case .digit: ("a digit was expected", "write the number as JSON does, such as -1, 0.5 or 1e3")
    case .openText: ("the text that began here is not closed", "close it with a double quote")
    case .control: ("a control character stands in text", "escape it, such as \\n or \\u0000")
    case .escape: ("an unknown escape", "after a backslash write one of \" \\ / b f n r t, or u and four hex digits")
    case .hexDigits: ("\\u without four hex digits", "write \\u and four hex digits")
    case .utf8: ("bytes that are not UTF-8", "encode the document as UTF-8")
    case .halfCharacter: ("half a character: an escaped surrogate without its other half", "write the character itself, or both halves")
    }
  }
}
