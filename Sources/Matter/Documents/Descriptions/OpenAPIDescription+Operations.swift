extension OpenAPIDescription {
  static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]

  /// All operations of all paths, in the order of the document. Paths that cannot be read are left out; `problems` names them.
  package var operations: [APIOperation] { operations(in: document.root["paths"], isPath: true) }

  /// What the described system sends by itself (3.1).
  package var webhooks: [APIOperation] { operations(in: document.root["webhooks"], isPath: false) }

  package func webhook(_ name: String, method: String) -> APIOperation? {
    webhooks.first { $0.path.utf8.elementsEqual(name.utf8) && $0.method == method.lowercased() }
  }

  /// The operation that a request belongs to, and the values in its path. The most concrete template comes first.
  ///
  /// The path is looked for as it is, then without the paths of the description's servers.
  package func operation(method: String, path: String) -> (operation: APIOperation, values: [String: String])? {
    let plain = String(path.prefix { $0 != "?" && $0 != "#" })
    let method = method.lowercased()
    let operations = operations.filter { $0.method == method }
    for path in [plain] + basePaths.filter({ plain.hasPrefix($0 + "/") }).map({ String(plain.dropFirst($0.count)) }) {
      let matching = operations.compactMap { operation in
        operation.template.flatMap { template in template.match(path).map { (operation: operation, template: template, values: $0) } }
      }
      if let best = matching.min(by: { $0.template.isMoreConcrete(than: $1.template) }) { return (best.operation, best.values) }
    }
    return nil
  }

  /// The paths of the servers, without a slash at the end; those with variables in them are left out.
  package var basePaths: [String] {
    let urls = document.root["servers"]?.elements.compactMap { $0["url"]?.text } ?? []
    let paths = urls.map { URIReference($0).path }.filter { !$0.isEmpty && $0 != "/" && !$0.contains("{") }
    return paths.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
  }

  func operations(in items: Cursor?, isPath: Bool) -> [APIOperation] {
    guard let items, items.kind == .object else { return [] }
    return items.members.filter { !$0.name.hasPrefix("x-") }.flatMap { path, written -> [APIOperation] in
      guard let item = try? resolved(written) else { return [] }
      let template = isPath ? PathTemplate(path) : nil
      return item.members.filter { Self.methods.contains($0.name) && $0.value.kind == .object }.map { method, operation in
        APIOperation(method: method, path: path, template: template, description: self, item: item, cursor: operation)
      }
    }
  }

  private static let longestChain = 32

  /// What an object is or refers to.
  func resolved(_ cursor: Cursor) throws(DescriptionRefusal) -> Cursor {
    var here = cursor
    for _ in 0..<Self.longestChain {
      guard here.kind == .object, let reference = here["$ref"]?.text else { return here }
      guard reference.hasPrefix("#") else {
        throw DescriptionRefusal(
          pointer: here.pointer, why: "\"\(reference)\" leads into another document", next: "bundle the description into one document")
      }
      guard let pointer = JSONPointer(URIReference(reference).readFragment), let target = document[pointer] else {
        throw DescriptionRefusal(pointer: here.pointer, why: "\"\(reference)\" leads nowhere", next: "add what it points at, or correct it")
      }
      here = target
    }
    throw DescriptionRefusal(pointer: cursor.pointer, why: "references lead in a circle", next: "let one of them be the thing itself")
  }
}
