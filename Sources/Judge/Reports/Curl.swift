package import Evidence
import Facts

/// A line for a shell that sends a recorded request again.
package enum Curl {
  /// Fields that curl writes itself, or that belong to one run.
  private static let own = ["host", "content-length", "connection", "accept-encoding", "transfer-encoding", "user-agent", "traceparent"]
  private static let longest = 16_384

  /// One line. What was redacted becomes `$SECRET`; a body that is no text, or is very long, is read from a file.
  package static func line(_ exchange: Exchange) -> String {
    let request = exchange.request
    var parts = ["curl -i"]
    if request.method != "GET" || !request.body.isEmpty { parts.append("-X \(word(request.method))") }
    parts.append(quote(exchange.url.isEmpty ? request.target : exchange.url))
    for field in request.headers where !own.contains(field.name.lowercased()) {
      parts.append("-H \(quote("\(field.name): \(field.value)"))")
    }
    if !request.body.isEmpty { parts.append("--data-binary \(body(request.body, exchange.id))") }
    return parts.joined(separator: " ")
  }

  private static func body(_ bytes: [UInt8], _ id: String) -> String {
    guard bytes.count <= longest, !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self), !text.hasPrefix("@")
    else { return "@request-\(word(id)).body" }
    return quote(text)
  }

  /// What was redacted is asked of the shell.
  private static func quote(_ text: String) -> String {
    Shell.quote(text).split(separator: Redactor.mark, omittingEmptySubsequences: false).joined(separator: "'\"$SECRET\"'")
  }

  private static func word(_ text: String) -> String { text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") } }
}
