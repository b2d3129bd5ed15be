import Evidence

/// What this tool is, and which suites, mocks and templates it reads: the first thing to put into a letter about a result.
enum Version {
  static func text(home: Library?) -> String {
    var lines = ["assay \(RunSession.tool)"]
    if let home {
      lines.append("reads    \(digest(home))  \(home.description)")
    } else {
      lines.append("reads    nothing: there is no home here")
    }
    let carried = CarriedArchive.ofThisProgram().map { Library(source: .carried($0)) }
    lines.append("carries  " + (carried.map { digest($0) } ?? "nothing"))
    return lines.joined(separator: "\n") + "\n"
  }

  /// Over the names and bytes of all files, so that two homes of the same content say the same.
  static func digest(_ library: Library) -> String {
    let files = ["mocks", "reports", "suites"].flatMap { library.files(below: $0) }
    return Digests.of(files.flatMap { name in Array("\(name)\n".utf8) + (library.bytes(name) ?? []) })
  }
}
