/// Addresses of worlds in texts: `http://127.0.0.1:40123/w/<token>/mis`, `https://lab.example:8443/t/acme/mis`.
enum WorldAddress {
  static func withoutPort(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let cut = withoutPort(bytes)
    return cut.count == bytes.count ? text : String(decoding: cut, as: UTF8.self)
  }

  /// The port of every such address is left out; everything else stays.
  static func withoutPort(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      let end = portEnd(bytes, at)
      if end > at {
        at = end
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return out
  }

  /// Behind `:` and up to five digits that `/w/` or `/t/` follows; else `at`.
  private static func portEnd(_ bytes: [UInt8], _ at: Int) -> Int {
    guard bytes[at] == UInt8(ascii: ":") else { return at }
    var end = at + 1
    while end < bytes.count, end - at <= 5, (0x30...0x39).contains(bytes[end]) { end += 1 }
    guard end > at + 1, end + 2 < bytes.count, bytes[end] == UInt8(ascii: "/"), bytes[end + 2] == UInt8(ascii: "/") else { return at }
    return bytes[end + 1] == UInt8(ascii: "w") || bytes[end + 1] == UInt8(ascii: "t") ? end : at
  }
}
