import Documents
import Signatures

// MUST NOT CHANGE: bundles on disks of desks and vendors are read by this.

/// The digest of every file of a bundle but those that are signed over it.
struct BundleManifest {
  struct Entry: Hashable {
    let name: String
    let size: Int
    let digest: String
  }
  static let version = 1
  let entries: [Entry]

  init(_ members: [TarArchive.Member]) {
    entries = members.filter { !BundleLayout.unlisted.contains($0.name) }
      .map { Entry(name: $0.name, size: $0.bytes.count, digest: Digest.sha256Hex($0.bytes)) }.sorted { $0.name < $1.name }
  }

  init(reading bytes: [UInt8]) throws(BundleRefusal) {
    guard let json = try? JSON(parsing: bytes, bounds: .large), let version = json["assay-bundle"]?.int, let items = json["members"]?.items
    else {
      throw BundleRefusal("it is no manifest of a certificate bundle")
    }
    guard version == Self.version else {
      throw BundleRefusal(
        "version \(version) of the bundle is not known; this tool reads version \(Self.version), so use the version of the tool that wrote it"
      )
    }
    entries = items.map { Entry(name: $0["name"]?.text ?? "", size: $0["size"]?.int ?? -1, digest: $0["sha256"]?.text ?? "") }
  }

  var bytes: [UInt8] {
    let items = entries.map { JSON.object(["name": .string($0.name), "size": JSON($0.size), "sha256": .string($0.digest)]) }
    return JSON.object(["assay-bundle": .number(String(Self.version)), "members": .array(items)]).encoded(pretty: true) + [10]
  }

  /// Every file that is not as listed, not listed, or listed and not there: its name and what is wrong.
  func objections(to members: [TarArchive.Member]) -> [BundleProblem] {
    let listed = Dictionary(entries.map { ($0.name, $0) }) { first, _ in first }
    let there = Set(members.map(\.name))
    var all: [BundleProblem] = []
    for member in members where !BundleLayout.unlisted.contains(member.name) {
      guard let entry = listed[member.name] else {
        all.append(BundleProblem(member.name, "the manifest does not list it"))
        continue
      }
      let digest = Digest.sha256Hex(member.bytes)
      if entry.size != member.bytes.count {
        all.append(BundleProblem(member.name, "it has \(member.bytes.count) bytes, and the manifest says \(entry.size)"))
      } else if entry.digest != digest {
        all.append(BundleProblem(member.name, "its SHA-256 is \(digest), and the manifest says \(entry.digest)"))
      }
    }
    return all + entries.filter { !there.contains($0.name) }.map { BundleProblem($0.name, "the manifest lists it, and it is not there") }
  }
}
