/// A PEM block (RFC 7468): a label and the DER within.
package struct PEM: Hashable, Sendable {
  package let label: String
  package let der: [UInt8]

  package init(label: String, der: [UInt8]) {
    self.label = label
    self.der = der
  }

  /// The first block in the text, with whatever stands around it.
  package init(_ text: String) throws(SignatureRefusal) {
    guard text.utf8.count <= 1 << 20 else { throw SignatureRefusal(.tooLong, "a PEM text of more than 1 MiB") }
    var label: String?
    var body = ""
    for line in text.split(whereSeparator: \.isNewline).map(Self.trimmed) {
      if let open = label {
        if line == "-----END \(open)-----" {
          guard let der = Base64.standard.decode(body) else { throw SignatureRefusal(.keyInvalid, "the \(open) block is not base64") }
          self.init(label: open, der: der)
          return
        }
        body += line
      } else if line.hasPrefix("-----BEGIN "), line.hasSuffix("-----"), line.count > 16 {
        label = String(line.dropFirst(11).dropLast(5))
      }
    }
    throw SignatureRefusal(.keyInvalid, "no PEM block: expected -----BEGIN ...----- and its END")
  }

  /// Lines of 64 characters, ending in a line feed.
  package var text: String {
    let body = Array(Base64.standard.encode(der).utf8)
    var lines = ["-----BEGIN \(label)-----"]
    for start in stride(from: 0, to: body.count, by: 64) {
      lines.append(String(decoding: body[start..<min(start + 64, body.count)], as: UTF8.self))
    }
    return (lines + ["-----END \(label)-----", ""]).joined(separator: "\n")
  }

  private static func trimmed(_ line: Substring) -> String {
    String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
