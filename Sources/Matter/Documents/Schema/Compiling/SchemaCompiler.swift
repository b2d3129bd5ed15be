/// From documents to a program. Schemas are compiled one by one from a list of those still to do, so deep nesting costs no stack.
struct SchemaCompiler {
  typealias Instruction = SchemaProgram.Instruction

  /// So many schemas at most: what a hostile description could make of one document.
  private static let mostSchemas = 200_000

  var library: SchemaLibrary
  let options: SchemaOptions
  var program = SchemaProgram()
  private var known: [SchemaLocation: Int32] = [:]
  /// How many of the program's entries have been compiled. Those after them are only noted.
  private var done = 0
  private var patternsByText: [String: Int32] = [:]
  /// For each dynamic reference, its anchor.
  var dynamicAnchors: [String] = []

  /// The program, and in it the schema at `location`.
  static func compile(
    _ library: SchemaLibrary, at location: SchemaLocation, _ options: SchemaOptions
  ) throws(SchemaRefusal) -> (program: SchemaProgram, entry: Int32) {
    var compiler = SchemaCompiler(library: library, options: options)
    let entry = try compiler.schema(at: location)
    try compiler.run()
    compiler.program.pages = compiler.library.pages
    compiler.program.hasDynamicReferences = !compiler.program.dynamics.isEmpty
    try compiler.refuseLoops()
    return (compiler.program, entry)
  }

  private init(library: SchemaLibrary, options: SchemaOptions) { (self.library, self.options) = (library, options) }

  private mutating func run() throws(SchemaRefusal) {
    repeat {
      while done < program.entries.count {
        try compile(program.entries[done].location, as: Int32(done))
        done += 1
      }
      try bindDynamicReferences()
    } while done < program.entries.count
  }

  /// The index of a schema, which is compiled now or later.
  mutating func schema(at location: SchemaLocation) throws(SchemaRefusal) -> Int32 {
    if let index = known[location] { return index }
    let index = Int32(program.entries.count)
    guard index < Self.mostSchemas else {
      throw library.refusal(location, nil, "more than \(Self.mostSchemas) schemas", "split the document")
    }
    try library.walkIfNew(location)
    let resource = library.resource(of: location)
    let kind = library.cursor(location).kind
    guard kind == .object || kind == .bool else {
      throw library.refusal(
        location, nil, "a schema was expected, found \(kind)", "write an object, or correct the reference that leads here")
    }
    var entry = SchemaProgram.Entry()
    entry.resource = Int32(resource)
    entry.location = location
    program.entries.append(entry)
    known[location] = index
    return index
  }

  mutating func schema(_ cursor: Cursor, of page: Int) throws(SchemaRefusal) -> Int32 {
    try schema(at: SchemaLocation(document: page, node: cursor.index))
  }

  private mutating func compile(_ location: SchemaLocation, as index: Int32) throws(SchemaRefusal) {
    let cursor = library.cursor(location)
    var entry = program.entries[Int(index)]
    if let allowsAll = cursor.bool {
      if !allowsAll { entry.mask = [] }
      program.entries[Int(index)] = entry
      return
    }
    var body = SchemaBody(location, cursor, library.resources[Int(entry.resource)].dialect)
    if body.dialect.refStandsAlone, let reference = cursor["$ref"] {
      try keyword("$ref", reference, .text, &body)
    } else {
      for (name, value) in cursor.members {
        guard let known = Keyword.find(name, in: body.dialect) else { continue }
        try keyword(name, value, known.shape, &body)
      }
      try finish(&body)
    }
    entry.mask = body.mask
    let groups = [body.common, body.string, body.number, body.array, body.object, body.unevaluated]
    let starts: [WritableKeyPath<SchemaProgram.Entry, Int32>] = [\.common, \.string, \.number, \.array, \.object, \.unevaluated]
    for (group, start) in zip(groups, starts) {
      entry[keyPath: start] = Int32(program.code.count)
      program.code += group
    }
    entry.end = Int32(program.code.count)
    program.entries[Int(index)] = entry
  }

  mutating func site(_ keyword: String, _ body: SchemaBody) -> Int32 {
    program.sites.append(SchemaProgram.Site(location: body.location, keyword: keyword))
    return Int32(program.sites.count - 1)
  }

  mutating func list(_ schemas: [Int32]) -> Int32 {
    program.lists += schemas
    return Int32(program.lists.count - schemas.count)
  }

  mutating func pattern(_ text: String, _ keyword: String, _ body: SchemaBody) throws(SchemaRefusal) -> Int32 {
    if let index = patternsByText[text] { return index }
    do throws(PatternRefusal) {
      program.patterns.append(try Pattern(text, dialect: .ecmaScript))
    } catch {
      throw library.refusal(
        body.location, keyword, "\"\(text)\" is no regular expression for here, column \(error.column): \(error.why)", error.next)
    }
    let index = Int32(program.patterns.count - 1)
    patternsByText[text] = index
    return index
  }
}

/// What is gathered of one schema before it is written down.
struct SchemaBody {
  let location: SchemaLocation
  let cursor: Cursor
  let dialect: ResourceDialect
  var mask = TypeMask.everything
  var common: [SchemaProgram.Instruction] = []
  var string: [SchemaProgram.Instruction] = []
  var number: [SchemaProgram.Instruction] = []
  var array: [SchemaProgram.Instruction] = []
  var object: [SchemaProgram.Instruction] = []
  var unevaluated: [SchemaProgram.Instruction] = []
  /// Keywords that are compiled together with their neighbours, by name.
  var later: [String: Cursor] = [:]

  init(_ location: SchemaLocation, _ cursor: Cursor, _ dialect: ResourceDialect) {
    (self.location, self.cursor, self.dialect) = (location, cursor, dialect)
  }

  func members(of keyword: String) -> [(name: String, value: Cursor)] { later[keyword].map { Array($0.members) } ?? [] }
}
