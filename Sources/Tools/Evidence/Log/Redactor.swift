import Facts

/// Takes secrets out before anything is written: known values by content; header fields, and fields of forms and JSON, by name.
package struct Redactor: Sendable {
  package static let mark = "[redacted]"
  /// Header fields whose value is a credential, whatever it is.
  private static let fields = ["authorization", "x-api-token", "cookie", "set-cookie", "proxy-authorization"]
  private let secrets: [[UInt8]]
  /// People who are not ours.
  let mask: Mask

  /// Values shorter than six bytes are not looked for: they would blacken half of every message.
  package init(secrets: [String] = [], mask: Mask = Mask()) {
    self.mask = mask
    self.secrets = secrets.filter { $0.utf8.count >= 6 }.map { Array($0.utf8) }
  }

  package func redacted(_ exchange: Exchange) -> Exchange {
    var e = exchange
    e.url = text(e.url)
    e.request.target = text(e.request.target)
    clean(&e.request.headers, &e.request.body)
    if var response = e.response {
      clean(&response.headers, &response.body)
      e.response = response
    }
    return e
  }

  /// Most messages hold no secret, and stay as they are.
  private func clean(_ headers: inout [HeaderField], _ body: inout [UInt8]) {
    for i in headers.indices {
      let said = field(headers[i])
      if said.value != headers[i].value { headers[i] = said }
    }
    if !body.isEmpty, !secrets.isEmpty || !NamedSecrets.ranges(in: body).isEmpty { body = bytes(body) }
  }

  /// A credential keeps its scheme: `Bearer [redacted]` says how, and not what.
  func field(_ f: HeaderField) -> HeaderField {
    guard (6...13).contains(f.name.utf8.count), Self.fields.contains(where: { Self.isSame($0, f.name) }) else {
      let said = text(f.value)
      return said == f.value ? f : HeaderField(f.name, said)
    }
    let parts = f.value.split(separator: " ", maxSplits: 1)
    return HeaderField(f.name, parts.count == 2 ? "\(parts[0]) \(Self.mark)" : Self.mark)
  }

  private static func isSame(_ lower: String, _ name: String) -> Bool {
    lower.utf8.count == name.utf8.count && zip(lower.utf8, name.utf8).allSatisfy { $0 == $1 || (65...90).contains($1) && $0 == $1 | 0x20 }
  }

  func text(_ t: String) -> String {
    // Where no secret is known, only a field named in the text itself could be one: most texts hold neither = nor ".
    var t = t
    if secrets.isEmpty, !t.withUTF8({ $0.contains { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "\"") } }) { return t }
    return String(decoding: bytes(Array(t.utf8)), as: UTF8.self)
  }

  func bytes(_ body: [UInt8]) -> [UInt8] {
    if body.isEmpty { return body }
    var out = body
    for range in NamedSecrets.ranges(in: body).reversed() { out.replaceSubrange(range, with: Array(Self.mark.utf8)) }
    for secret in secrets {
      var i = 0
      while i + secret.count <= out.count {
        if out[i] == secret[0], out[i..<i + secret.count].elementsEqual(secret) {
          out.replaceSubrange(i..<i + secret.count, with: Array(Self.mark.utf8))
          i += Self.mark.utf8.count
        } else {
          i += 1
        }
      }
    }
    return out
  }
}
