import Evidence
import Scenarios

/// Where a suite stands: below `suites/` of the home by its name, or anywhere by a path.
struct SuiteSource: Sendable {
  let library: Library
  /// The folder within the library; empty where the library is the suite itself.
  private let place: String
  /// As complaints show it before each path.
  private let shown: String

  /// `crvs-mis`, `./their-suite`. A suite of the home is never hidden by a folder of its name.
  init(_ argument: String, _ home: Library) throws {
    var path = argument
    while path.count > 1, path.last == "/" { path.removeLast() }
    let names = Planner.names(home)
    if names.contains(path) {
      (library, place, shown) = (home, "suites/\(path)/", "suites/\(path)")
    } else if Files.isThere("\(path)/suite.yaml") {
      (library, place, shown) = (Library(source: .disk(path)), "", path)
    } else {
      throw UsageError("there is no suite \(argument); there are \(names.joined(separator: ", ")), or give the path of a folder with a suite.yaml")
    }
  }

  /// By path from the library, hidden ones left out.
  private var files: [String] { library.files(below: place.isEmpty ? "." : String(place.dropLast())).filter { !$0.contains("/.") } }

  var folder: SuiteFolder {
    let (library, place) = (library, place)
    let paths = files.map { String($0.dropFirst(place.isEmpty ? 2 : place.count)) }.filter { $0.hasSuffix(".yaml") }
    return SuiteFolder(name: shown, paths: paths) { library.bytes(place + $0) }
  }

  /// Over the names and bytes of its files, so that a proof or a run says of which suite it speaks.
  var digest: String {
    Digests.of(files.flatMap { Array($0.utf8) + (library.bytes($0) ?? []) })
  }

  /// The folder of its own defects, twins and impostors: `mocks` beside its suite.yaml.
  var mocks: MockFolder { MockFolder(library: library, place: "\(place)mocks", shown: "\(shown)/mocks") }

  /// As a run or a proof names them. `arguments`: the words under which they were asked for, in the same order.
  static func versions(of suites: [Suite], _ arguments: [String], _ home: Library) throws -> [RunStarted.Suite] {
    try zip(suites, arguments).map { suite, argument in
      .init(id: suite.id.text, version: suite.version, digest: try SuiteSource(argument, home).digest)
    }
  }
}
