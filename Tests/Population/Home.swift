import Foundation
import Population
import SourceText

/// The world's data, from the folder of the checkout.
enum Home {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let library: PopulationLibrary = {
    let loaded = PopulationLibrary.load { path in (try? Data(contentsOf: folder.appending(path: path))).map { Array($0) } }
    guard let library = loaded.value, loaded.isClean else { preconditionFailure("\(loaded.diagnostics.map(\.message))") }
    return library
  }()
}
