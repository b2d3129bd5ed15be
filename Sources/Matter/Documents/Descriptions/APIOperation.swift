/// One operation of a description.
package struct APIOperation: Sendable {
  /// In lower case.
  package let method: String
  /// As written: a template, a webhook's name, or a callback's expression.
  package let path: String
  /// Nil for webhooks, callbacks, and paths with broken braces.
  package let template: PathTemplate?
  let description: OpenAPIDescription
  let item: Cursor
  let cursor: Cursor

  package var pointer: JSONPointer { cursor.pointer }
  package var id: String? { cursor["operationId"]?.text }

  // MARK: parameters

  /// The operation's parameters, and those of its path that it does not redefine. Header names `Accept`, `Content-Type` and
  /// `Authorization` do not count, as OpenAPI says.
  package var parameters: [APIParameter] {
    var found: [APIParameter] = []
    for written in (cursor["parameters"].map { Array($0.elements) } ?? []) + (item["parameters"].map { Array($0.elements) } ?? []) {
      guard let parameter = try? description.resolved(written), let read = APIParameter(parameter) else { continue }
      let isReserved = read.place == .header && ["accept", "content-type", "authorization"].contains(read.name.lowercased())
      if !isReserved, !found.contains(where: { $0.isSame(as: read) }) { found.append(read) }
    }
    return found
  }

  package func parameter(_ name: String, in place: APIParameter.Place) -> APIParameter? {
    parameters.first { $0.place == place && APIParameter.isSame($0.name, name, place) }
  }

  // MARK: bodies

  package var requestBodyIsRequired: Bool { requestBody?["required"]?.bool == true }
  package var requestMediaTypes: [String] { requestBody?["content"]?.members.map(\.name) ?? [] }

  /// The schema of a request of that media type; nil when the description has none.
  package func requestBody(mediaType: String) -> SchemaSite? {
    requestBody?["content"].flatMap { MediaRange.best(for: mediaType, in: $0) }.flatMap { Self.site($0, .request) }
  }

  private var requestBody: Cursor? { cursor["requestBody"].flatMap { try? description.resolved($0) } }

  // MARK: responses

  /// What is said of a status: by itself, by its range (`4XX`), or by `default`.
  package func response(status: Int) -> APIResponse? {
    for key in [String(status), "\(status / 100)XX", "\(status / 100)xx", "default"] {
      if let response = response(key: key) { return response }
    }
    return nil
  }

  func response(key: String) -> APIResponse? {
    cursor["responses"]?[key].flatMap { try? description.resolved($0) }.map { APIResponse(key: key, description: description, cursor: $0) }
  }

  /// The keys of all responses, as written.
  package var statuses: [String] { cursor["responses"]?.members.map(\.name).filter { !$0.hasPrefix("x-") } ?? [] }

  // MARK: callbacks

  package var callbackNames: [String] { cursor["callbacks"]?.members.map(\.name).filter { !$0.hasPrefix("x-") } ?? [] }

  /// The operations of a callback; their `path` is the expression for the address.
  package func callback(_ name: String) -> [APIOperation] {
    guard let callback = cursor["callbacks"]?[name].flatMap({ try? description.resolved($0) }) else { return [] }
    return description.operations(in: callback, isPath: false)
  }

  static func site(_ holder: Cursor, _ direction: SchemaOptions.Direction?) -> SchemaSite? {
    holder["schema"].map { SchemaSite(pointer: $0.pointer, direction: direction) }
  }
}

/// What a description says of the responses with one status.
package struct APIResponse: Sendable {
  /// The status, the range or `default`.
  package let key: String
  let description: OpenAPIDescription
  let cursor: Cursor

  package var pointer: JSONPointer { cursor.pointer }
  package var mediaTypes: [String] { cursor["content"]?.members.map(\.name) ?? [] }

  package func body(mediaType: String) -> SchemaSite? {
    cursor["content"].flatMap { MediaRange.best(for: mediaType, in: $0) }.flatMap { APIOperation.site($0, .response) }
  }

  package var headerNames: [String] { cursor["headers"]?.members.map(\.name).filter { $0.lowercased() != "content-type" } ?? [] }

  /// Whether a header must be there, and its schema.
  package func header(_ name: String) -> (isRequired: Bool, schema: SchemaSite?)? {
    let written = cursor["headers"]?.members.first { $0.name.lowercased() == name.lowercased() }
    guard let header = written.flatMap({ try? description.resolved($0.value) }) else { return nil }
    return (header["required"]?.bool == true, APIOperation.site(header, .response))
  }
}
