import Documents
import Evidence
import Foundation
import SourceText

/// What a vendor declared, as it may be kept and shown: without comments and secrets, in JSON.
struct KeptTarget {
  private static let secretive = ["secret", "password", "passphrase", "token", "key"]
  /// Words of the vendor's own; no credential is declared there.
  private static let plain = ["vocabulary", "policy"]
  let secrets: [String]
  /// By which names a vendor knows those whom it lends says who they are.
  var hidesMap = false

  func json(_ node: Node) -> JSON { json(node, isSecret: false, isPlain: false) }

  private func json(_ node: Node, isSecret: Bool, isPlain: Bool) -> JSON {
    if let entries = node.entries {
      return .object(
        Members(
          entries.map { entry in
            let plain = isPlain || Self.plain.contains(entry.name)
            return Member(entry.name, json(entry.value, isSecret: isSecret || (!plain && isSecretive(entry.name)), isPlain: plain))
          }))
    }
    if let items = node.items { return .array(items.map { json($0, isSecret: isSecret, isPlain: isPlain) }) }
    let text = node.text ?? ""
    // Where a secret is found is none itself.
    return .string(isSecret && !text.hasPrefix("$env.") ? Redactor.mark : masked(text))
  }

  private func isSecretive(_ name: String) -> Bool {
    let name = name.lowercased()
    return (hidesMap && name == "map") || Self.secretive.contains { name.contains($0) } && !name.hasSuffix("-url")
  }

  /// Known secrets, and names and passwords within an address.
  private func masked(_ text: String) -> String {
    let text = secrets.filter { $0.count >= 4 }.reduce(text) { $0.replacing($1, with: Redactor.mark) }
    return text.replacing(/:\/\/[^\/@\s]+@/, with: "://\(Redactor.mark)@")
  }

  /// Takes it from the folder of a run to that of another over the same target.
  static func carry(from folder: String, to other: String) throws {
    let (old, new) = (URL(filePath: "\(folder)/\(RunFolder.declarationName)"), URL(filePath: "\(other)/\(RunFolder.declarationName)"))
    if FileManager.default.fileExists(atPath: old.path) { try Data(contentsOf: old).write(to: new) }
  }

  /// Writes it beside the log, and gives its digest. Where nothing is declared, none is left of an earlier run.
  @discardableResult
  static func keep(_ declared: JSON?, in folder: String) throws -> String? {
    let file = URL(filePath: "\(folder)/\(RunFolder.declarationName)")
    guard let declared else {
      if FileManager.default.fileExists(atPath: file.path) { try FileManager.default.removeItem(at: file) }
      return nil
    }
    try Data(bytes(declared)).write(to: file)
    return digest(declared)
  }

  static func digest(_ declared: JSON?) -> String? { declared.map { Digests.of(bytes($0)) } }
  private static func bytes(_ declared: JSON) -> [UInt8] { declared.encoded(pretty: true) + [10] }
}
