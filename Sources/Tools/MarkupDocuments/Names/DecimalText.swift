package import Documents

extension ExactDecimal {
  /// A number as xs:decimal writes it: sign, digits, one point, spaces around. No exponent. Nil for anything else and beyond `digitLimit`.
  package init?(xsdDecimal text: String) { self.init(xsdDecimal: Array(text.utf8)[...]) }

  init?(xsdDecimal bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while let first = rest.first, XMLSpace.holds(first) { rest.removeFirst() }
    while let last = rest.last, XMLSpace.holds(last) { rest.removeLast() }
    let isNegative = rest.first == 0x2D
    if isNegative || rest.first == 0x2B { rest.removeFirst() }
    guard !rest.isEmpty, rest.count <= 4 * Self.digitLimit else { return nil }
    let parts = rest.split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? parts[1] : []
    guard parts[0].count + fraction.count > 0, (parts[0] + fraction).allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    let whole = parts[0].drop { $0 == 0x30 }
    self.init(
      (isNegative ? "-" : "") + (whole.isEmpty ? "0" : String(decoding: whole, as: UTF8.self))
        + (fraction.isEmpty ? "" : "." + String(decoding: fraction, as: UTF8.self)))
  }
}
