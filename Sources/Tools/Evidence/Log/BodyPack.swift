import Documents
import Signatures

// MUST NOT CHANGE: logs on vendors' disks are read by this.

/// Where bodies are kept: short ones in the line itself, longer ones once per content in a pack beside the log.
enum BodyWire {
  static let inlineLimit = 512

  /// How a short body stands in its line: as text, or as base64 where it is not UTF-8.
  static func inline(_ body: [UInt8]) -> JSON {
    if let text = String(validating: body, as: UTF8.self) { return ["text": .string(text)] }
    return ["base64": .string(Base64.standard.encode(body))]
  }
  static func reference(_ digest: String, at: Int, length: Int) -> JSON {
    ["sha256": .string(digest), "at": .number(String(at)), "len": .number(String(length))]
  }
  static func read(_ json: JSON, pack: [UInt8]) -> [UInt8] {
    if let body = inLine(json) { return body }
    guard let at = json["at"]?.int, let length = json["len"]?.int, at >= 0, length >= 0, at + length <= pack.count else { return [] }
    return Array(pack[at..<at + length])
  }
  static func read(_ json: JSON, byDigest bodies: (String) -> [UInt8]?) -> [UInt8] {
    inLine(json) ?? json["sha256"]?.text.flatMap(bodies) ?? []
  }
  private static func inLine(_ json: JSON) -> [UInt8]? {
    if let text = json["text"]?.text { return Array(text.utf8) }
    return json["base64"]?.text.map { Base64.standard.decode($0) ?? [] }
  }
}
