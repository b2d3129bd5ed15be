import Conformance

/// Names of places in the page. Letters, digits, points and hyphens only.
enum Anchor {
  static func instance(_ index: Int) -> String { "i\(index)" }
  static func exchange(_ index: Int, _ id: String) -> String { "i\(index)-x\(plain(id))" }
  static func arrow(_ index: Int, _ id: String) -> String { "i\(index)-a\(plain(id))" }
  static func check(_ id: CheckID) -> String { "i\(id.instance)-c-\(plain(id.step))-\(plain(id.check))" }

  static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isPlain($0) ? $0 : "-" }))
  }
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == ".")
  }
}
