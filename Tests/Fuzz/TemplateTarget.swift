/// A URI template and its values: what comes out holds no character that a URI cannot.
let templateTarget = FuzzTarget(name: "template") { bytes in
  let (text, rest) = halves(bytes)
  guard let template = try? URITemplate(text) else { return }
  let values = (try? JSON(parsing: rest))?.members ?? [:]
  guard let uri = try? template.expanded(values) else { return }
  require(uri.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }, "a URI of URI characters: \(uri)")
}
