import Conformance
package import SourceText

extension Suite {
  /// Reads a whole suite. Findings are those of its files; `lint` adds what can be said of the scenarios.
  package static func load(_ folder: SuiteFolder) -> Diagnosed<Suite> {
    var loader = SuiteLoader(folder: folder)
    let suite = loader.suite()
    return Diagnosed(suite, loader.context.diagnostics.withoutRepeats)
  }
}

/// Finds the files of a suite by their place: `suite.yaml`, the requirements it names, `flows/`, and scenarios beside it.
struct SuiteLoader {
  let folder: SuiteFolder
  var context: LoadContext
  private let flows: FlowSource
  private var table: TellingTable?

  init(folder: SuiteFolder) {
    self.folder = folder
    flows = { path in Self.read(path + ".yaml", of: folder) }
    context = LoadContext(flows: flows)
  }

  private static func read(_ path: String, of folder: SuiteFolder) -> Diagnosed<Node>? {
    folder.bytes(path).map { YAMLReader().read($0, name: "\(folder.name)/\(path)") }
  }

  private mutating func read(_ path: String) -> Node? {
    guard let read = Self.read(path, of: folder) else { return nil }
    context.report(contentsOf: read.diagnostics)
    return read.value
  }

  mutating func suite() -> Suite? {
    guard folder.paths.contains("suite.yaml") else {
      let place = SourceFile(name: "\(folder.name)/suite.yaml", text: "").start
      context.report(
        .fileNotFound, "\(folder.name) is no suite: it has no suite.yaml", at: place,
        next: "add `suite.yaml` with `suite:`, `version:` and `title:`")
      return nil
    }
    guard let root = read("suite.yaml"), !context.entries(root, "a suite").isEmpty else { return nil }
    context.allow(PageMap.suite.names, in: root, "a suite")
    guard let id = context.word(context.required(root, "suite", "the suite"), "`suite`"), context.name(id, "a suite") else { return nil }
    let tableFile = context.word(root["over"], "`over`")
    table = tableFile.flatMap { file in
      if !folder.paths.contains(file.text) { context.report(.fileNotFound, "there is no file `\(file)`", at: file.span) }
      return read(file.text).map(TellingTable.init)
    }
    let files = context.words(root["requirements"], "`requirements`")
    let rows = self.requirements(files)
    let requirements = rows.filter { $0.withdrawn == nil }
    let editionFile = context.word(root["editions"], "`editions`")
    let editions = self.editions(editionFile)
    context.anchored(requirements, in: editions)
    let pages = self.pages(except: files.map(\.text) + [editionFile?.text, tableFile?.text, PublicationRecord.file].compactMap(\.self))
    if let published = root["published"] { context.publication(published) }
    return Suite(
      id: id,
      version: context.text(context.required(root, "version", "the suite"), "`version`") ?? "",
      title: context.text(context.required(root, "title", "the suite"), "`title`") ?? "",
      summary: context.text(root["summary"], "`summary`") ?? "",
      kind: context.choice(root["kind"], "kind of suite", as: Suite.Kind.self) ?? .useCases,
      status: context.choice(root["status"], "status", as: Scenario.Status.self) ?? .draft,
      profiles: profiles(context.words(root["profiles"], "`profiles`"), requirements), requirements: requirements,
      withdrawn: rows.filter { $0.withdrawn != nil }, record: record(), editions: editions, pages: pages, schemas: schemas(),
      span: root.span)
  }

  private mutating func requirements(_ files: [Word]) -> [RequirementDecl] {
    let all = files.flatMap { file -> [RequirementDecl] in
      guard folder.paths.contains(file.text) else {
        context.report(.fileNotFound, "there is no file `\(file)`", at: file.span)
        return []
      }
      guard let root = read(file.text) else { return [] }
      let told = table?.entries(of: root) ?? Diagnosed(root)
      context.report(contentsOf: told.diagnostics)
      return context.requirements(told.value ?? root)
    }
    context.ids(all)
    return all
  }

  private mutating func record() -> PublicationRecord? {
    guard folder.paths.contains(PublicationRecord.file) else { return nil }
    return read(PublicationRecord.file).flatMap { context.record($0) }
  }

  private mutating func editions(_ file: Word?) -> [EditionDecl] {
    guard let file else { return [] }
    guard folder.paths.contains(file.text) else {
      context.report(.fileNotFound, "there is no file `\(file)`", at: file.span)
      return []
    }
    return read(file.text).map { context.editions($0) } ?? []
  }

  /// `mis/payments` stands in `profiles/mis-payments.yaml`; each file there is named, and each name has its file.
  /// A profile that is told over the suite's table says under which name for each row.
  private mutating func profiles(_ names: [Word], _ requirements: [RequirementDecl]) -> [ProfileDecl] {
    context.unique(names, "profile")
    let path = { (name: Word) in "profiles/\(String(name.text.map { $0 == "/" ? "-" : $0 })).yaml" }
    for file in folder.paths where file.hasPrefix("profiles/") && !names.map(path).contains(file) {
      let place = SourceFile(name: "\(folder.name)/\(file)", text: "").start
      context.report(.fileNotFound, "the suite does not name this profile", at: place, next: "name it under `profiles:` of suite.yaml")
    }
    return names.flatMap { name -> [ProfileDecl] in
      guard folder.paths.contains(path(name)) else {
        context.report(.fileNotFound, "there is no profile `\(name)`", at: name.span, next: "write it in \(path(name))")
        return []
      }
      guard let root = read(path(name)) else { return [] }
      let told = table?.tellings(of: root) ?? Diagnosed([root])
      context.report(contentsOf: told.diagnostics)
      let decls = (told.value ?? []).compactMap { context.profile($0, requirements) }
      if decls.count == 1, let decl = decls.first, decl.profile.name != name.text {
        context.report(
          .unknownName, "this file is of the profile `\(name)`, and says `\(decl.profile.name)`", at: decl.span, next: "write `\(name)`")
      }
      return decls
    }
  }

  private mutating func pages(except others: [String]) -> [ScenarioPage] {
    let pages = folder.paths.filter { $0.hasSuffix(".yaml") && !$0.contains("/") && $0 != "suite.yaml" && !others.contains($0) }
      .flatMap { path -> [ScenarioPage] in
        guard let root = read(path) else { return [] }
        let told = table?.tellings(of: root) ?? Diagnosed([root])
        context.report(contentsOf: told.diagnostics)
        return (told.value ?? []).compactMap { page($0, among: others) }
      }
    context.unique(pages.map(\.base.id), "scenario")
    return pages
  }

  private mutating func page(_ root: Node, among others: [String]) -> ScenarioPage? {
    let page = ScenarioPage.load(root, flows: flows)
    context.report(contentsOf: page.diagnostics)
    if let file = page.value?.base.requirementsFile, !others.contains(file.text) {
      context.report(
        .fileNotFound, "the suite does not name the requirements file `\(file)`", at: file.span,
        next: "name it under `requirements:` of suite.yaml")
    }
    return page.value
  }
}
