import Foundation

/// Files that a user names: plain ones only, and never more of one than any reader takes.
enum Files {
  static let most = 64 << 20

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  static func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// nil where it is no plain file, or cannot be read. A device that never ends is no plain file.
  static func text(_ path: String, upTo most: Int = most) -> [UInt8]? {
    guard isPlain(path), let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    return (try? file.read(upToCount: most)).map { $0.map { Array($0) } ?? [] }
  }

  /// Why it could not be read.
  static func what(_ path: String) -> String {
    if isFolder(path) { return "\(path) is a folder, and a file is needed" }
    if !FileManager.default.fileExists(atPath: path) { return "there is no file \(path)" }
    return isPlain(path) ? "\(path) cannot be read" : "\(path) is no plain file"
  }

  private static func isPlain(_ path: String) -> Bool {
    let real = URL(filePath: path).resolvingSymlinksInPath().path
    return (try? FileManager.default.attributesOfItem(atPath: real))?[.type] as? FileAttributeType == .typeRegular
  }
}
