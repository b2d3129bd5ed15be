/// RFC 3492, for labels of host names.
enum Punycode {
  private static let (base, least, most, skew, damp) = (36, 1, 26, 38, 700)
  /// Longer labels are in no DNS, and are not read.
  private static let longest = 256

  static func decode(_ text: ArraySlice<UInt8>) -> [Unicode.Scalar]? {
    guard text.count <= longest else { return nil }
    let dash = text.lastIndex(of: 0x2D)
    var out = text[..<(dash ?? text.startIndex)].map { Unicode.Scalar($0) }
    var rest = text[(dash.map { $0 + 1 } ?? text.startIndex)...]
    var (code, place, bias) = (0x80, 0, 72)
    while !rest.isEmpty {
      let before = place
      var (weight, k) = (1, base)
      while true {
        guard let byte = rest.popFirst(), let digit = value(byte), weight < 1 << 30 else { return nil }
        place += digit * weight
        let limit = min(max(k - bias, least), most)
        if digit < limit { break }
        weight *= base - limit
        k += base
      }
      bias = adapted(place - before, out.count + 1, isFirst: before == 0)
      code += place / (out.count + 1)
      place %= out.count + 1
      guard code <= 0x10FFFF, let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
      out.insert(scalar, at: place)
      place += 1
    }
    return out
  }

  static func encode(_ text: [Unicode.Scalar]) -> [UInt8]? {
    guard text.count <= longest else { return nil }
    let plain = text.filter(\.isASCII).map { UInt8($0.value) }
    var out = plain
    if !plain.isEmpty { out.append(0x2D) }
    var (code, delta, bias, done) = (0x80, 0, 72, plain.count)
    while done < text.count {
      guard let next = text.map({ Int($0.value) }).filter({ $0 >= code }).min() else { return nil }
      delta += (next - code) * (done + 1)
      code = next
      for scalar in text {
        if scalar.value < code { delta += 1 }
        guard scalar.value == code else { continue }
        out += digits(delta, bias)
        bias = adapted(delta, done + 1, isFirst: done == plain.count)
        delta = 0
        done += 1
      }
      delta += 1
      code += 1
    }
    return out
  }

  private static func digits(_ delta: Int, _ bias: Int) -> [UInt8] {
    var (out, rest, k) = ([UInt8](), delta, base)
    while true {
      let limit = min(max(k - bias, least), most)
      if rest < limit { return out + [digit(rest)] }
      out.append(digit(limit + (rest - limit) % (base - limit)))
      rest = (rest - limit) / (base - limit)
      k += base
    }
  }

  private static func digit(_ value: Int) -> UInt8 { UInt8(value < 26 ? 0x61 + value : 0x30 + value - 26) }

  private static func value(_ byte: UInt8) -> Int? {
    if FormatScanner.isLetter(byte) { return Int((byte | 0x20) - 0x61) }
    return FormatScanner.isDigit(byte) ? Int(byte - 0x30) + 26 : nil
  }

  private static func adapted(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / damp : delta / 2
    delta += delta / count
    var k = 0
    while delta > (base - least) * most / 2 {
      delta /= base - least
      k += base
    }
    return k + (base - least + 1) * delta / (delta + skew)
  }
}
