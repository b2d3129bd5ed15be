/// A URI or relative reference (RFC 3986), taken apart and resolved, not judged: `format` judges.
package struct URIReference: Hashable, Sendable, CustomStringConvertible {
  package private(set) var scheme: String?
  package private(set) var authority: String?
  package private(set) var path: String
  package private(set) var query: String?
  package private(set) var fragment: String?

  package init(_ text: String) {
    var rest = Array(text.utf8)[...]
    if let hash = rest.firstIndex(of: 0x23) {
      fragment = Self.text(rest[(hash + 1)...])
      rest = rest[..<hash]
    }
    if let colon = rest.firstIndex(where: { ":/?".utf8.contains($0) }), rest[colon] == 0x3A, colon > rest.startIndex {
      scheme = Self.text(rest[..<colon])
      rest = rest[(colon + 1)...]
    }
    if rest.starts(with: [0x2F, 0x2F]) {
      let end = rest.dropFirst(2).firstIndex { $0 == 0x2F || $0 == 0x3F } ?? rest.endIndex
      authority = Self.text(rest[(rest.startIndex + 2)..<end])
      rest = rest[end...]
    }
    if let mark = rest.firstIndex(of: 0x3F) {
      query = Self.text(rest[(mark + 1)...])
      rest = rest[..<mark]
    }
    path = Self.text(rest)
  }

  package var text: String {
    var out = ""
    if let scheme { out += scheme + ":" }
    if let authority { out += "//" + authority }
    out += path
    if let query { out += "?" + query }
    if let fragment { out += "#" + fragment }
    return out
  }

  package var description: String { text }

  package var withoutFragment: URIReference {
    var result = self
    result.fragment = nil
    return result
  }

  /// Section 5.2 of the RFC.
  package func resolved(against base: URIReference) -> URIReference {
    var result = self
    if scheme != nil {
      result.path = Self.withoutDots(path)
      return result
    }
    result.scheme = base.scheme
    if authority != nil {
      result.path = Self.withoutDots(path)
      return result
    }
    result.authority = base.authority
    if path.isEmpty {
      result.path = base.path
      if query == nil { result.query = base.query }
    } else if path.hasPrefix("/") {
      result.path = Self.withoutDots(path)
    } else {
      result.path = Self.withoutDots(Self.merge(base, path))
    }
    return result
  }

  /// The fragment with its %-escapes read; empty when there is none.
  package var readFragment: String { Self.percentDecoded(fragment ?? "") }

  package static func percentDecoded(_ text: String) -> String {
    var out: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == 0x25, rest.count >= 2, let high = JSONText.hexValue(rest[rest.startIndex]),
        let low = JSONText.hexValue(rest[rest.startIndex + 1])
      {
        out.append(high << 4 | low)
        rest = rest.dropFirst(2)
      } else {
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func merge(_ base: URIReference, _ path: String) -> String {
    if base.authority != nil, base.path.isEmpty { return "/" + path }
    guard let slash = base.path.lastIndex(of: "/") else { return path }
    return base.path[...slash] + path
  }

  private static func withoutDots(_ path: String) -> String {
    guard path.contains(".") else { return path }
    var kept: [Substring] = []
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for (place, part) in parts.enumerated() {
      let isLast = place == parts.count - 1
      switch part {
      case ".": if isLast { kept.append("") }
      case "..":
        if kept.count > 1 || (kept.count == 1 && kept[0] != "") { kept.removeLast() }
        if isLast { kept.append("") }
      default: kept.append(part)
      }
    }
    return kept.joined(separator: "/")
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
