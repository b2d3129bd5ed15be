/// A path and a document: found where it stands and in a tree are the same; a normalized path finds its own value.
let pathTarget = FuzzTarget(name: "path") { bytes in
  let (text, rest) = halves(bytes)
  guard let path = try? JSONPath(text), let document = try? Document(parsing: rest), document.duplicateNames.isEmpty,
    let value = try? JSON(parsing: rest)
  else { return }
  let bounds = PathBounds(visits: 50_000, found: 5_000)
  guard let standing = try? path.evaluate(document.root, bounds: bounds) else { return }
  guard let tree = try? path.evaluate(value, bounds: bounds) else { return require(false, "a tree costs more than the document") }
  require(standing.count == tree.count, "as many are found: \(standing.count) and \(tree.count)")
  for (cursor, located) in zip(standing, tree).prefix(20) {
    require(cursor.json == located.value && cursor.pointer == located.pointer, "the same is found in both")
    let again = (try? JSONPath(located.path)).flatMap { try? $0.evaluate(value) }
    require(again?.count == 1 && again?[0].value == located.value, "a normalized path finds its value: \(located.path)")
  }
  if path.isSingular { require(standing.count <= 1, "a singular path finds one value") }
}
