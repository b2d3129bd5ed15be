import Facts

/// A message that came as a file of a form (`multipart/form-data`): `action`, `fileName` with the file itself, `fileFormat`. The text has it for
/// every operation but two.
enum Upload {
  private static let plainOnly = ["/sync/search", "/sync/txn/status"]

  /// The message of a request, however it came.
  static func body(of request: WireRequest) throws(Misread) -> [UInt8] {
    guard let type = request.headers["Content-Type"], type.lowercased().hasPrefix("multipart/form-data") else { return request.body }
    guard !plainOnly.contains(where: request.path.hasSuffix) else {
      throw Misread(.syntax, at: "Content-Type", "a search or a status that is answered at once is sent as JSON")
    }
    guard let boundary = boundary(type) else { throw Misread(.syntax, at: "Content-Type", "it names no boundary") }
    let fields = fields(request.body, boundary)
    func text(_ name: String) -> String? { fields.first { $0.name == name }.map { String(decoding: $0.content, as: UTF8.self) } }
    guard let file = fields.first(where: { $0.name == "fileName" })?.content else {
      throw Misread(.schema, at: "fileName", "the form holds no file of that name")
    }
    guard (text("fileFormat") ?? "json").lowercased() == "json" else { throw Misread(.unknown, at: "fileFormat", "only json is read here") }
    return file
  }

  private static func boundary(_ type: String) -> String? {
    let parameter = type.split(separator: ";").lazy.map { $0.drop { $0 == " " } }.first { $0.lowercased().hasPrefix("boundary=") }
    let text = parameter?.dropFirst("boundary=".count).filter { $0 != "\"" } ?? ""
    return text.isEmpty ? nil : text
  }

  private static func fields(_ body: [UInt8], _ boundary: String) -> [(name: String, content: [UInt8])] {
    let ending = Array("\r\n".utf8)
    let parts = (ending + body).split(separator: ending + Array("--\(boundary)".utf8), omittingEmptySubsequences: true)
    return parts.compactMap { part in
      guard let gap = part.firstRange(of: ending + ending) else { return nil }
      let head = String(decoding: part[..<gap.lowerBound], as: UTF8.self)
      guard let start = head.firstRange(of: " name=\"")?.upperBound else { return nil }
      return (String(head[start...].prefix { $0 != "\"" }), Array(part[gap.upperBound...]))
    }
  }
}
