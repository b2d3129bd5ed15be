import Documents
import Foundation
import Signatures
import SourceText

/// What is kept for one vendor's system from run to run, beside its target file: what our keys come from, who holds the address, what
/// came meanwhile, what a run needs to go on. It holds secrets: nobody but its owner reads it, and no repository takes it.
///
///     .assay/acme-mis/{identity.json, held.json, mail/, people.ndjson, runs.ndjson, runs/, tls/}
struct TargetHome: Sendable {
  let path: String

  init(_ target: TargetFile) { path = target.home }

  /// Makes the folder where it is missing.
  func open() throws {
    do {
      let owner: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: owner)
      let ignore = "\((path as NSString).deletingLastPathComponent)/.gitignore"
      if (path as NSString).deletingLastPathComponent.hasSuffix(".assay"), !Files.isThere(ignore) {
        try Data("*\n".utf8).write(to: URL(filePath: ignore))
      }
    } catch {
      throw UsageError(
        .unwritableFolder, "\(path) cannot be made; let this user write there, or name another folder with `reach: { identity: FOLDER }`")
    }
  }

  /// What our keys and the tokens that we give are derived from: drawn once, so that the vendor trusts us once.
  func keySeed() throws -> String {
    let file = "\(path)/identity.json"
    if let bytes = Files.text(file) {
      guard let seed = (try? JSON(parsing: bytes))?["key-seed"]?.text, !seed.isEmpty else {
        throw UsageError(
          .unreadableFile, "\(file) does not say its key-seed; put it back, or remove it and let the vendor trust our new keys")
      }
      return seed
    }
    try open()
    let seed = Hex.lower(Chance.bytes(16))
    try Private.write((["key-seed": .string(seed)] as JSON).encoded(pretty: true) + [10], to: file)
    return seed
  }

  /// What one story of a run needs to go on, by the run's seed and the place in the plan.
  func journal(seed: String, instance: Int) -> String { "\(path)/runs/\(Digest.sha256Hex(seed).prefix(16))-\(instance).ndjson" }
}

/// Files that only their owner reads.
enum Private {
  static func write(_ bytes: [UInt8], to path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw UsageError(.unwritableFolder, "\(folder) cannot be made; let this user write there")
    }
    // Made apart and put in place, so that nobody ever reads half of it.
    let part = path + ".part"
    _ = unlink(part)
    guard FileManager.default.createFile(atPath: part, contents: Data(bytes), attributes: [.posixPermissions: 0o600]),
      rename(part, path) == 0
    else { throw UsageError(.unwritableFolder, "\(path) cannot be written; let this user write there") }
  }
}
