/// A pattern and a text: the table says what the machine says.
let patternTarget = FuzzTarget(name: "pattern") { bytes in
  let (text, rest) = halves(bytes)
  for dialect in [Pattern.Dialect.iRegexp, .ecmaScript] {
    guard let pattern = try? Pattern(text, dialect: dialect) else { continue }
    rest.withUnsafeBufferPointer { utf8 in
      for whole in [true, false] {
        require(
          pattern.compiled.run(utf8, whole: whole) == pattern.compiled.runSlowly(utf8, whole: whole),
          "table and machine agree (\(dialect), whole: \(whole))")
      }
      require(!pattern.compiled.run(utf8, whole: true) || pattern.compiled.run(utf8, whole: false), "what matches as a whole is found")
    }
  }
}
