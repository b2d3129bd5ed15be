import Foundation
import Reports
import Signatures
import SourceText

/// The folder of a site. What an earlier site left there goes, where it is still as it was written; whatever else is there stays.
struct SiteFolder {
  /// What was written, as `sha256sum` lists it.
  static let manifest = ".assay-site"
  private static let most = 16 << 20
  let path: String

  /// Writes the site over the one before. Gives the pages that went, in the order of their names.
  func write(_ files: [(file: String, bytes: [UInt8])]) throws -> [String] {
    let before = entries
    for file in files { try write(file.bytes, to: file.file) }
    let kept = Set(files.map(\.file))
    let gone = before.filter { !kept.contains($0.file) && isAsWritten($0) }.map(\.file).sorted()
    for file in gone { try remove(file) }
    let lines = files.map { "\(Digest.sha256Hex($0.bytes))  \($0.file)\n" }.sorted()
    try write(Array(lines.joined().utf8), to: Self.manifest)
    return gone
  }

  private struct Entry {
    let file: String
    let digest: String
  }

  /// A line that leads out of the folder is none of ours.
  private var entries: [Entry] {
    let text = String(decoding: Files.text("\(path)/\(Self.manifest)", upTo: Self.most) ?? [], as: UTF8.self)
    return text.split(separator: "\n").compactMap { line -> Entry? in
      guard let gap = line.firstRange(of: "  ") else { return nil }
      let file = String(line.suffix(from: gap.upperBound))
      let isWithin = !file.hasPrefix("/") && !file.split(separator: "/").contains("..")
      return isWithin ? Entry(file: file, digest: String(line.prefix(upTo: gap.lowerBound))) : nil
    }
  }

  private func isAsWritten(_ entry: Entry) -> Bool {
    Files.text("\(path)/\(entry.file)", upTo: Self.most).map { Digest.sha256Hex($0) == entry.digest } ?? false
  }

  private func remove(_ file: String) throws {
    let url = URL(filePath: "\(path)/\(file)")
    do {
      try FileManager.default.removeItem(at: url)
      let folder = url.deletingLastPathComponent()
      let isOver = try file.contains("/") && FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty
      if isOver { try FileManager.default.removeItem(at: folder) }
    } catch { throw UsageError(.unwritableFolder, "\(path)/\(file) is of an earlier site, and cannot be removed; remove it") }
  }

  private func write(_ bytes: [UInt8], to file: String) throws {
    let url = URL(filePath: "\(path)/\(file)")
    do {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    } catch { throw UsageError(.unwritableFolder, "\(path)/\(file) cannot be written; give another folder with --output") }
  }
}
