/// The kinds of value that a schema lets through, a bit for each kind of tape node.
struct TypeMask: OptionSet, Hashable, Sendable {
  let rawValue: UInt16

  init(rawValue: UInt16) { self.rawValue = rawValue }
  /// A name is a string here: `propertyNames` asks.
  init(_ kind: Tape.Kind) { rawValue = 1 << UInt16(kind == .name ? Tape.Kind.string.rawValue : kind.rawValue) }

  static let null = TypeMask(.null)
  static let boolean = TypeMask([TypeMask(.yes), TypeMask(.no)])
  static let number = TypeMask(.number)
  static let string = TypeMask(.string)
  static let array = TypeMask(.array)
  static let object = TypeMask(.object)
  /// Whole numbers only. Stands beside the bit of numbers.
  static let wholeOnly = TypeMask(rawValue: 1 << 12)
  static let everything: TypeMask = [null, boolean, number, string, array, object]

  /// By JSON Schema's name of a type.
  init?(name: String) {
    switch name {
    case "null": self = .null
    case "boolean": self = .boolean
    case "integer": self = [.number, .wholeOnly]
    case "number": self = .number
    case "string": self = .string
    case "array": self = .array
    case "object": self = .object
    default: return nil
    }
  }

  func joined(with other: TypeMask) -> TypeMask {
    // A number of any kind wins over whole ones.
    let anyNumber = (contains(.number) && !contains(.wholeOnly)) || (other.contains(.number) && !other.contains(.wholeOnly))
    return anyNumber ? union(other).subtracting(.wholeOnly) : union(other)
  }

  /// With their articles: "a string or null".
  var words: String {
    var words: [String] = []
    if contains(.object) { words.append("an object") }
    if contains(.array) { words.append("an array") }
    if contains(.string) { words.append("a string") }
    if contains(.number) { words.append(contains(.wholeOnly) ? "a whole number" : "a number") }
    if contains(.boolean) { words.append("true or false") }
    if contains(.null) { words.append("null") }
    guard let last = words.last else { return "nothing" }
    return words.count == 1 ? last : words.dropLast().joined(separator: ", ") + " or " + last
  }
}
