import Documents
import Sandbox
import SourceText

/// The schemas of `suites/messages`: a folder for each dialect, a file for each half of an operation.
enum ProtocolSchemas {
  static let folder = "suites/messages"

  static func load(_ library: Library) -> Diagnosed<MessageSchemas> {
    let files = library.files(below: folder).filter { $0.hasSuffix(".json") }.map {
      (name: String($0.dropFirst(folder.count + 1)), bytes: library.bytes($0) ?? [])
    }
    do throws(SchemaFileRefusal) {
      return Diagnosed(try MessageSchemas(SchemaFolder(files), of: SandboxStages.dialects))
    } catch {
      let path = "\(folder)/\(error.file)"
      let file = SourceFile(name: path, text: String(decoding: library.bytes(path) ?? [], as: UTF8.self))
      let place = SourceSpan(file: file, start: SourcePoint(line: error.line, column: error.column))
      return Diagnosed(nil, [Diagnostic(.brokenSchema, error.why, at: place, next: error.next)])
    }
  }
}
