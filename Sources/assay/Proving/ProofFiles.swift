import Certification
import Documents
import Foundation
import Reports

/// The files to which a matrix is written, by the names that formats have everywhere.
struct ProofFiles {
  enum Format: String, CaseIterable {
    case json, markdown, html
    var file: String {
      switch self {
      case .json: "proof.json"
      case .markdown: "proof.md"
      case .html: "proof.html"
      }
    }
  }
  private(set) var files: [(format: Format, path: String)] = []

  mutating func add(_ format: Format, _ path: String?) throws {
    guard let path else { return }
    guard !path.isEmpty else { throw UsageError("--\(format.rawValue) names no file; write --\(format.rawValue) FILE") }
    files.append((format, path))
  }

  /// `json,html` into a folder.
  mutating func add(_ list: String?, into folder: String?) throws {
    guard list != nil || folder != nil else { return }
    let words = list?.split(separator: ",").map(String.init) ?? Format.allCases.map(\.rawValue)
    for word in words {
      guard let format = Format(rawValue: word) else {
        throw UsageError("a proof has no format \(word); it has \(Format.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      files.append((format, "\(folder ?? "assay-proof")/\(format.file)"))
    }
  }

  /// Where nobody asked for a file: what was proved is kept for those who ask what fell to which check.
  mutating func keep(_ suites: [String]) { files.append((.json, KeptProofs.path(for: suites))) }

  /// Before minutes of work, rather than after them.
  func check() throws {
    for (format, path) in files {
      let folder = (path as NSString).deletingLastPathComponent
      if !folder.isEmpty { try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
      guard !Files.isFolder(path), FileManager.default.isWritableFile(atPath: Files.isThere(path) ? path : folder.isEmpty ? "." : folder)
      else {
        throw UsageError("\(path) could not be written; give another file with --\(format.rawValue)")
      }
    }
  }

  func write(_ matrix: ProofMatrix, _ library: Library) throws {
    let settings = ReportSettings(resource: { library.bytes("reports/\($0)") })
    for (format, path) in files {
      let bytes: [UInt8]
      switch format {
      case .json: bytes = matrix.json.encoded(pretty: true) + [10]
      case .markdown: bytes = Array(ProofMarkdown.text(matrix.json).utf8)
      case .html: bytes = try ProofPage.bytes(matrix.json, settings)
      }
      do { try Data(bytes).write(to: URL(filePath: path)) } catch {
        throw UsageError("\(path) could not be written; give another file with --\(format.rawValue)")
      }
    }
  }
}
