extension SchemaJudge {
  /// Whether a number is whole: `1`, `1.0` and `10e-1` are.
  func isWhole(_ node: Int) -> Bool {
    for byte in bytes[nodes[node].range] where byte == 0x2E || byte | 0x20 == 0x65 { return numberText(node)?.isWhole ?? false }
    return true
  }

  /// Below, at or above 0, as the number is to the bound.
  func compare(_ node: Int, _ bound: Int) -> Int {
    if let small = bounds[bound].small, let value = smallNumber(node) { return value < small ? -1 : value == small ? 0 : 1 }
    let text = bounds[bound].text
    guard let value = numberText(node) else { return 0 }
    return value < text ? -1 : value == text ? 0 : 1
  }

  func isMultiple(_ node: Int, _ bound: Int) -> Bool {
    if let small = bounds[bound].small, let value = smallNumber(node) { return value % small == 0 }
    return numberText(node)?.isMultiple(of: bounds[bound].text) ?? false
  }

  private func numberText(_ node: Int) -> NumberText? { NumberText(String(decoding: bytes[nodes[node].range], as: UTF8.self)) }

  /// A number of up to 18 digits, without point and exponent.
  private func smallNumber(_ node: Int) -> Int64? {
    var range = nodes[node].range
    let isNegative = bytes[range.lowerBound] == 0x2D
    if isNegative { range = range.lowerBound + 1..<range.upperBound }
    guard range.count <= 18 else { return nil }
    var value: Int64 = 0
    for byte in bytes[range] {
      guard byte &- 0x30 < 10 else { return nil }
      value = value * 10 + Int64(byte &- 0x30)
    }
    return isNegative ? -value : value
  }
}
