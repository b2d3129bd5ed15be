/// A value of a structured field (RFC 9651) without its parameters.
package enum BareItem: Hashable, Sendable {
  /// At most 15 digits.
  case integer(Int64)
  /// Thousandths, at most 15 digits of them.
  case decimal(thousandths: Int64)
  /// Visible ASCII and spaces.
  case string(String)
  case token(String)
  case bytes([UInt8])
  case boolean(Bool)
  /// Seconds since 1970.
  case date(Int64)
  case displayString(String)

  package var text: String? {
    switch self {
    case .string(let text), .token(let text), .displayString(let text): text
    default: nil
    }
  }
}

/// What stands behind a semicolon: names with values, each name once, in order.
package struct Parameters: Hashable, Sendable {
  package private(set) var list: [Pair] = []

  package struct Pair: Hashable, Sendable {
    package let name: String
    package let value: BareItem
  }

  package init() {}

  package init(_ pairs: [(String, BareItem)]) { list = pairs.map { Pair(name: $0.0, value: $0.1) } }

  /// Setting replaces in place or appends, nil removes.
  package subscript(_ name: String) -> BareItem? {
    get { list.first { $0.name == name }?.value }
    set {
      let place = list.firstIndex { $0.name == name }
      guard let newValue else { return list.removeAll { $0.name == name } }
      let pair = Pair(name: name, value: newValue)
      if let place { list[place] = pair } else { list.append(pair) }
    }
  }

  package var names: [String] { list.map(\.name) }
}
