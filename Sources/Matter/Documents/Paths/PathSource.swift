/// What a path walks over: a document where it stands, or a value tree.
protocol PathSource {
  associatedtype Place

  func kind(_ place: Place) -> JSONKind
  func member(_ place: Place, _ name: PathName) -> Place?
  /// By a place counted from 0; nil beyond the end, and for what is no array.
  func element(_ place: Place, _ index: Int) -> Place?
  /// Elements or members; 0 for anything else.
  func count(_ place: Place) -> Int
  func forEachChild<E: Error>(_ place: Place, _ body: (Place) throws(E) -> Void) throws(E)
  /// The place itself and all below that have children, in document order.
  func forEachParent<E: Error>(_ place: Place, _ body: (Place) throws(E) -> Void) throws(E)
  func scalar(_ place: Place) -> PathScalar
  /// Nil when it is no string.
  func isText(_ place: Place, _ utf8: [UInt8]) -> Bool?
  /// For comparing what is no scalar.
  func json(_ place: Place) -> JSON
}

/// A name as a path gives it.
struct PathName: Sendable {
  let text: String
  let utf8: [UInt8]

  init(_ text: String) { (self.text, utf8) = (text, Array(text.utf8)) }
}

/// A value that has no children, ready to be compared.
enum PathScalar: Sendable {
  case null
  case bool(Bool)
  case number(PathNumber)
  case string(String)
  case container
}

/// A number, compared exactly; most are small and whole.
enum PathNumber: Sendable {
  case small(Int)
  case text(NumberText)

  /// Nil when the text is not a JSON number.
  init?(_ text: some StringProtocol) {
    if let small = Self.small(text.utf8) {
      self = .small(small)
    } else if let number = NumberText(text) {
      self = .text(number)
    } else {
      return nil
    }
  }

  /// Up to 18 digits without a point.
  static func small(_ bytes: some Collection<UInt8>) -> Int? {
    guard bytes.count <= 18, let first = bytes.first else { return nil }
    let digits = first == 0x2D ? bytes.dropFirst() : bytes[...]
    guard let lead = digits.first, lead != 0x30 || digits.count == 1 else { return nil }
    var value = 0
    for byte in digits {
      guard byte &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(byte &- 0x30)
    }
    return first == 0x2D ? -value : value
  }

  private var exact: NumberText {
    switch self {
    case .small(let value): NumberText(whole: value)
    case .text(let number): number
    }
  }

  static func == (a: PathNumber, b: PathNumber) -> Bool {
    if case .small(let x) = a, case .small(let y) = b { return x == y }
    return a.exact == b.exact
  }

  static func < (a: PathNumber, b: PathNumber) -> Bool {
    if case .small(let x) = a, case .small(let y) = b { return x < y }
    return a.exact < b.exact
  }
}
