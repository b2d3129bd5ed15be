extension OpenAPIDescription {
  /// What is wrong with the description, at most `limit` things, schemas last. A description with problems can be used where it is right.
  package func problems(limit: Int = 100) -> [DescriptionRefusal] {
    var found: [DescriptionRefusal] = []
    var told: Set<DescriptionRefusal> = []
    func tell(_ problems: [DescriptionRefusal]) { for problem in problems where told.insert(problem).inserted { found.append(problem) } }
    tell(pathProblems())
    let described = operations + webhooks
    for operation in described { tell(problems(of: operation)) }
    // A schema that stands in many places is compiled, and told, once.
    var seen: Set<JSONPointer> = []
    for site in schemaSites(of: described) where seen.insert(site.pointer).inserted {
      guard found.count < limit else { break }
      do throws(SchemaRefusal) { _ = try schema(site) } catch {
        tell([DescriptionRefusal(pointer: error.pointer, why: error.why, next: error.next)])
      }
    }
    return Array(found.prefix(limit))
  }

  private func pathProblems() -> [DescriptionRefusal] {
    var found: [DescriptionRefusal] = []
    let root = document.root
    guard let paths = root["paths"] else {
      let hasOther = version == .v31 && (root["webhooks"] != nil || root["components"] != nil)
      return hasOther ? [] : [DescriptionRefusal(pointer: .root, why: "no \"paths\"", next: "describe the paths")]
    }
    var shapes: [String: String] = [:]
    for (path, item) in paths.members where !path.hasPrefix("x-") {
      let place: JSONPointer = ["paths", path]
      if !path.hasPrefix("/") { found.append(DescriptionRefusal(pointer: place, why: "a path without /", next: "begin it with /")) }
      guard let template = PathTemplate(path) else {
        found.append(DescriptionRefusal(pointer: place, why: "braces that do not pair", next: "write parameters as {name}"))
        continue
      }
      if let other = shapes.updateValue(path, forKey: template.shape) {
        found.append(DescriptionRefusal(pointer: place, why: "matches the same requests as \(other)", next: "join the two paths"))
      }
      do throws(DescriptionRefusal) { _ = try resolved(item) } catch { found.append(error) }
    }
    return found
  }

  private func problems(of operation: APIOperation) -> [DescriptionRefusal] {
    var found: [DescriptionRefusal] = []
    let cursor = operation.cursor
    for name in operation.template?.parameters ?? [] where operation.parameter(name, in: .path) == nil {
      found.append(
        DescriptionRefusal(
          pointer: operation.pointer, why: "the path's parameter {\(name)} is not described", next: "add a parameter \(name) with in: path")
      )
    }
    let written = (cursor["parameters"].map { Array($0.elements) } ?? []) + (operation.item["parameters"].map { Array($0.elements) } ?? [])
    for parameter in written {
      do throws(DescriptionRefusal) {
        let target = try resolved(parameter)
        if APIParameter(target) == nil {
          found.append(
            DescriptionRefusal(
              pointer: target.pointer, why: "a parameter needs a name, and in: path, query, header or cookie", next: "add them"))
        }
      } catch { found.append(error) }
    }
    if let body = cursor["requestBody"] {
      do throws(DescriptionRefusal) {
        let target = try resolved(body)
        if target["content"] == nil {
          found.append(
            DescriptionRefusal(pointer: target.pointer, why: "a request body without content", next: "describe it by media type"))
        }
      } catch { found.append(error) }
    }
    return found + responseProblems(of: operation)
  }

  private func responseProblems(of operation: APIOperation) -> [DescriptionRefusal] {
    guard let responses = operation.cursor["responses"] else {
      let isNeeded = version == .v30
      return isNeeded ? [DescriptionRefusal(pointer: operation.pointer, why: "no responses", next: "describe at least one response")] : []
    }
    var found: [DescriptionRefusal] = []
    for (key, response) in responses.members where !key.hasPrefix("x-") {
      if !Self.isStatus(key) {
        found.append(
          DescriptionRefusal(
            pointer: response.pointer, why: "\"\(key)\" is no status", next: "write three digits, a range such as 4XX, or default"))
      }
      do throws(DescriptionRefusal) { _ = try resolved(response) } catch { found.append(error) }
    }
    return found
  }

  private static func isStatus(_ key: String) -> Bool {
    if key == "default" { return true }
    let bytes = Array(key.utf8)
    guard bytes.count == 3, (0x31...0x35).contains(bytes[0]) else { return false }
    return key.hasSuffix("XX") || bytes.dropFirst().allSatisfy { $0 &- 0x30 < 10 }
  }

  /// All schemas that messages are judged by.
  private func schemaSites(of operations: [APIOperation]) -> [SchemaSite] {
    var sites: [SchemaSite] = []
    for operation in operations + operations.flatMap({ operation in operation.callbackNames.flatMap { operation.callback($0) } }) {
      sites += operation.parameters.compactMap(\.schema)
      sites += operation.requestMediaTypes.compactMap { operation.requestBody(mediaType: $0) }
      for key in operation.statuses {
        guard let response = operation.response(key: key) else { continue }
        sites += response.mediaTypes.compactMap { response.body(mediaType: $0) }
        sites += response.headerNames.compactMap { response.header($0)?.schema }
      }
    }
    return sites
  }
}
