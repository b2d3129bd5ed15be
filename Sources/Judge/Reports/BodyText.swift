import Documents
import Facts

/// A recorded message as a reader wants to see it: start line, fields, and the body laid out if it is JSON.
enum BodyText {
  private static let longest = 65_536

  static func request(_ request: WireRequest, url: String) -> String {
    page("\(request.method) \(url.isEmpty ? request.target : url)", request.headers, request.body)
  }

  static func response(_ response: WireResponse?, _ failure: SendFailure?) -> String {
    if let response { return page("HTTP \(response.status)", response.headers, response.body) }
    return failure.map { "no response: \($0.kind.rawValue), \($0.detail)" } ?? "no response"
  }

  private static func page(_ first: String, _ headers: [HeaderField], _ body: [UInt8]) -> String {
    let fields = headers.map { "\($0.name): \($0.value)\n" }.joined()
    return "\(first)\n\(fields)" + (body.isEmpty ? "" : "\n\(text(body))")
  }

  static func text(_ body: [UInt8]) -> String {
    if body.count <= longest, let json = try? JSON(parsing: body), json.kind == .object || json.kind == .array {
      return json.encodedText(pretty: true)
    }
    let shown = String(decoding: body.prefix(longest), as: UTF8.self)
    return body.count <= longest ? shown : shown + "\n... \(body.count - longest) bytes more are in the run's folder"
  }
}
