extension JSON {
  /// The canonical form of RFC 8785: names in UTF-16 order, no spaces, least escapes, numbers as ECMAScript prints a double.
  ///
  /// So whole numbers beyond 2^53 and decimals beyond 17 digits are rounded to the nearest double, as the standard asks. A number
  /// that no double can hold (beyond 1.8e308, or not JSON at all) stays as written; the standard has no form for it. A name that
  /// came twice is kept twice.
  package func canonical() -> [UInt8] {
    var out: [UInt8] = []
    writeCanonical(to: &out)
    return out
  }

  private func writeCanonical(to out: inout [UInt8]) {
    switch self {
    case .null, .bool, .string: out += encoded()
    case .number(let text): out += (Self.ecmaScriptNumber(text) ?? text).utf8
    case .array(let items):
      out.append(0x5B)
      for (place, item) in items.enumerated() {
        if place > 0 { out.append(0x2C) }
        item.writeCanonical(to: &out)
      }
      out.append(0x5D)
    case .object(let members):
      out.append(0x7B)
      let order = members.indices.sorted { a, b in
        let (x, y) = (members[a].name.utf16, members[b].name.utf16)
        return x.lexicographicallyPrecedes(y) || (x.elementsEqual(y) && a < b)
      }
      for (place, index) in order.enumerated() {
        if place > 0 { out.append(0x2C) }
        JSONText.write(members[index].name, to: &out)
        out.append(0x3A)
        members[index].value.writeCanonical(to: &out)
      }
      out.append(0x7D)
    }
  }

  /// ECMAScript's Number::toString. Swift prints the same shortest digits, only laid out otherwise.
  static func ecmaScriptNumber(_ text: String) -> String? {
    guard NumberText(text) != nil, let value = Double(text), value.isFinite, let shortest = NumberText(value.description) else {
      return nil
    }
    let digits = shortest.digits.map { String($0) }.joined()
    let (count, power) = (digits.utf8.count, shortest.power)
    let magnitude: String
    switch power {
    case _ where digits.isEmpty: magnitude = "0"
    case count...21 where count <= 21: magnitude = digits + String(repeating: "0", count: power - count)
    case 1...21: magnitude = digits.prefix(power) + "." + digits.dropFirst(power)
    case -5...0: magnitude = "0." + String(repeating: "0", count: -power) + digits
    default:
      let exponent = (power > 0 ? "+" : "-") + String((power - 1).magnitude)
      magnitude = digits.prefix(1) + (count > 1 ? "." + digits.dropFirst() : "") + "e" + exponent
    }
    return shortest.isNegative ? "-" + magnitude : magnitude
  }
}
