import Documents
import Foundation
import Testing

@Suite struct OpenAPITests {
  static func described(_ json: JSON, errata: [Erratum] = []) throws -> OpenAPIDescription {
    try OpenAPIDescription(Document(parsing: json.encoded()), errata: errata)
  }

  static let people: JSON = [
    "openapi": "3.0.3", "info": ["title": "People", "version": "1"], "servers": [["url": "https://api.example.org/v1/"]],
    "paths": [
      "/people/{id}": [
        "parameters": [
          ["name": "id", "in": "path", "required": true, "schema": ["type": "string"]], ["$ref": "#/components/parameters/Trace"],
        ],
        "get": [
          "operationId": "readPerson",
          "parameters": [["name": "id", "in": "path", "required": true, "schema": ["type": "string", "minLength": 3]]],
          "responses": [
            "200": [
              "description": "", "headers": ["X-Page": ["required": true, "schema": ["type": "integer"]]],
              "content": [
                "application/json": ["schema": ["$ref": "#/components/schemas/Person"]], "text/*": ["schema": ["type": "string"]],
              ],
            ],
            "4XX": ["$ref": "#/components/responses/Refused"], "default": ["description": ""],
          ],
        ],
      ],
      "/people/search": ["get": ["operationId": "search", "responses": ["200": ["description": ""]]]],
      "/people": [
        "post": [
          "operationId": "addPerson",
          "requestBody": ["required": true, "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Person"]]]],
          "responses": ["201": ["description": ""]],
          "callbacks": [
            "added": [
              "{$request.body#/url}": [
                "post": ["requestBody": ["content": ["*/*": ["schema": ["type": "object"]]]], "responses": ["200": ["description": ""]]]
              ]
            ]
          ],
        ]
      ],
    ],
    "components": [
      "parameters": ["Trace": ["name": "X-Trace", "in": "header", "schema": ["type": "string"]]],
      "responses": ["Refused": ["description": "", "content": ["application/json": ["schema": ["type": "object"]]]]],
      "schemas": [
        "Person": [
          "type": "object", "required": ["id", "name", "secret"],
          "properties": [
            "id": ["type": "string", "readOnly": true], "name": ["type": "string", "nullable": true],
            "secret": ["type": "string", "writeOnly": true], "age": ["type": "integer", "minimum": 0, "exclusiveMinimum": true],
          ],
        ]
      ],
    ],
  ]

  @Test(arguments: [
    ("GET", "/people/42", "readPerson"), ("get", "/people/search", "search"), ("POST", "/v1/people", "addPerson"),
    ("GET", "/v1/people/a%20b?x=1", "readPerson"),
  ])
  func theMostConcretePathIsFound(method: String, path: String, id: String) throws {
    #expect(try Self.described(Self.people).operation(method: method, path: path)?.operation.id == id)
  }

  @Test func aPathThatNobodyDescribesIsNotFound() throws {
    let description = try Self.described(Self.people)
    for (method, path) in [("DELETE", "/people/42"), ("GET", "/people/42/events"), ("GET", "/person"), ("GET", "/people/")] {
      #expect(description.operation(method: method, path: path) == nil, "\(method) \(path)")
    }
    #expect(description.operation(method: "GET", path: "/people/a%20b")?.values == ["id": "a b"])
  }

  @Test func partsOfMessagesHaveTheirSchemas() throws {
    let description = try Self.described(Self.people)
    let read = try #require(description.operation(method: "GET", path: "/people/42")?.operation)
    #expect(read.parameters.map(\.name) == ["id", "X-Trace"])
    #expect(read.parameter("id", in: .path)?.schema?.pointer == ["paths", "/people/{id}", "get", "parameters", "0", "schema"])
    #expect(read.parameter("x-trace", in: .header)?.isRequired == false)
    let ok = try #require(read.response(status: 200))
    #expect(ok.body(mediaType: "Application/JSON; charset=utf-8")?.pointer.last == "schema")
    #expect(ok.body(mediaType: "text/plain") != nil && ok.body(mediaType: "image/png") == nil)
    #expect(ok.header("x-page")?.isRequired == true)
    #expect(read.response(status: 404)?.key == "4XX" && read.response(status: 500)?.key == "default")
    let add = try #require(description.operation(method: "POST", path: "/people")?.operation)
    #expect(add.requestBodyIsRequired && add.callbackNames == ["added"])
    #expect(add.callback("added").first?.requestBody(mediaType: "application/json") != nil)
    #expect(description.problems().isEmpty)
  }

  @Test func membersOfTheOtherDirectionAreNotRequired() throws {
    let description = try Self.described(Self.people)
    let add = try #require(description.operation(method: "POST", path: "/people")?.operation.requestBody(mediaType: "application/json"))
    let read = try #require(
      description.operation(method: "GET", path: "/people/1")?.operation.response(status: 200)?.body(mediaType: "application/json"))
    let (request, response) = try (description.schema(add), description.schema(read))
    let sent = try Document(parsing: JSON.object(["name": .null, "secret": "x", "age": 1]).encoded())
    let got = try Document(parsing: JSON.object(["name": "A", "id": "1"]).encoded())
    #expect(request.accepts(sent) && !request.accepts(got) && response.accepts(got) && !response.accepts(sent))
    let newborn = try Document(parsing: JSON.object(["name": "A", "id": "1", "age": 0]).encoded())
    #expect(response.violations(in: newborn).map(\.description) == ["/age: expected a number above 0; found 0"])
  }

  @Test func errataChangeADescriptionAndCanBeLeftOut() throws {
    let erratum = try Erratum([
      "id": "PP-1", "reason": "names may be missing", "upstream": "https://example.org/issues/1",
      "patch": [["op": "replace", "path": "/components/schemas/Person/required", "value": ["id"]]],
    ])
    let mended = try Self.described(Self.people, errata: [erratum])
    let site = try #require(
      mended.operation(method: "GET", path: "/people/1")?.operation.response(status: 200)?.body(mediaType: "application/json"))
    let nameless = try Document(parsing: JSON.object(["id": "1"]).encoded())
    #expect(try mended.schema(site).accepts(nameless))
    #expect(try !mended.withoutErrata().schema(site).accepts(nameless))
    #expect(mended.errata.map(\.id) == ["PP-1"])
  }

  @Test func anErratumThatNoLongerFitsSaysSo() throws {
    let erratum = Erratum(id: "PP-2", reason: "r", upstream: "https://example.org/2", patch: [["op": "remove", "path": "/paths/~1gone"]])
    let refusal = #expect(throws: DescriptionRefusal.self) { _ = try Self.described(Self.people, errata: [erratum]) }
    #expect(
      refusal?.description
        == "/paths/~1gone: erratum PP-2 does not fit: nothing at \"/paths/~1gone\"; see whether upstream has changed (https://example.org/2), and correct or drop the erratum"
        || refusal?.why.hasPrefix("erratum PP-2 does not fit:") == true)
    #expect(throws: DescriptionRefusal.self) { _ = try Erratum(["id": "x"]) }
  }

  @Test(arguments: [
    ("[]", "the description: an array, not an object; give an OpenAPI document"),
    ("{}", "the description: no \"openapi\" member; give an OpenAPI document of version 3.0 or 3.1; quote the version"),
    (#"{"swagger": "2.0"}"#, "/swagger: version 2.0 is not read here; convert the description to OpenAPI 3.0 or 3.1"),
    (#"{"openapi": "4.0.0"}"#, "/openapi: version 4.0.0 is not read here; give a description of OpenAPI 3.0 or 3.1"),
  ])
  func whatIsNoDescriptionIsRefused(text: String, message: String) {
    let refusal = #expect(throws: DescriptionRefusal.self) { _ = try OpenAPIDescription(Document(parsing: Array(text.utf8))) }
    #expect(refusal?.description == message)
  }

  @Test func brokenPartsAreNamed() throws {
    let broken: JSON = [
      "openapi": "3.0.0",
      "paths": [
        "a": ["get": ["responses": ["OK": ["description": ""]]]],
        "/{x}/b": ["get": ["responses": ["200": ["$ref": "#/components/responses/None"]]]],
        "/{y}/b": ["post": ["requestBody": ["$ref": "other.yaml#/body"], "parameters": [["name": "y", "in": "path"], ["in": "body"]]]],
        "/c": [
          "get": [
            "responses": [
              "200": ["content": ["application/json": ["schema": ["properties": ["a": ["type": "text"], "b": ["$ref": "#/none"]]]]]]
            ]
          ]
        ],
        "/{d": ["get": ["responses": ["200": ["$ref": "#/components/responses/Loop"]]]],
      ],
      "components": ["responses": ["Loop": ["$ref": "#/components/responses/Loop"]]],
    ]
    let told = try Self.described(broken).problems().map(\.description)
    let expected = [
      "/paths/a: a path without /; begin it with /",
      "/paths/~1{y}~1b: matches the same requests as /{x}/b; join the two paths",
      "/paths/~1{d: braces that do not pair; write parameters as {name}",
      "/paths/a/get/responses/OK: \"OK\" is no status; write three digits, a range such as 4XX, or default",
      "/paths/~1{x}~1b/get: the path's parameter {x} is not described; add a parameter x with in: path",
      "/paths/~1{x}~1b/get/responses/200: \"#/components/responses/None\" leads nowhere; add what it points at, or correct it",
      "/paths/~1{y}~1b/post/parameters/1: a parameter needs a name, and in: path, query, header or cookie; add them",
      "/paths/~1{y}~1b/post/requestBody: \"other.yaml#/body\" leads into another document; bundle the description into one document",
      "/paths/~1{y}~1b/post: no responses; describe at least one response",
      "/paths/~1{d/get/responses/200: references lead in a circle; let one of them be the thing itself",
    ]
    for line in expected { #expect(told.contains(line), "\(line)") }
    #expect(told.contains { $0.contains("type must be one of null, boolean, integer") }, "\(told)")
  }

  @Test func discriminatorsChooseTheBranch() throws {
    let description = try Self.described([
      "openapi": "3.0.0", "paths": [:],
      "components": [
        "schemas": [
          "Payee": [
            "oneOf": [["$ref": "#/components/schemas/Bank"], ["$ref": "#/components/schemas/Wallet"]],
            "discriminator": ["propertyName": "kind", "mapping": ["bank": "#/components/schemas/Bank", "wallet": "Wallet"]],
          ],
          "Bank": [
            "type": "object", "required": ["kind", "iban"], "properties": ["kind": ["type": "string"], "iban": ["type": "string"]],
          ],
          "Wallet": ["type": "object", "required": ["kind", "msisdn"], "properties": ["kind": ["type": "string"]]],
        ]
      ],
    ])
    let schema = try description.schema(SchemaSite(pointer: ["components", "schemas", "Payee"]))
    func told(_ json: JSON) throws -> [String] { try schema.violations(in: Document(parsing: json.encoded())).map(\.description) }
    #expect(try told(["kind": "bank", "iban": "X"]) == [])
    #expect(try told(["kind": "wallet", "iban": "X"]) == ["the document: expected the member \"msisdn\"; found only \"kind\", \"iban\""])
    #expect(try told(["kind": "walet"]).first?.hasSuffix("found \"walet\" (did you mean \"wallet\"?)") == true)
    #expect(try told([:]) == ["the document: expected the member \"kind\"; found an empty object"])
  }

  @Test func webhooksAndNamedDialectsOfOpenAPI31() throws {
    let description = try Self.described([
      "openapi": "3.1.0",
      "webhooks": [
        "birth": ["post": ["requestBody": ["content": ["application/json": ["schema": ["$ref": "#/components/schemas/Event"]]]]]]
      ],
      "components": [
        "schemas": [
          "Event": [
            "type": ["object", "null"], "properties": ["at": ["type": "string", "format": "date"]], "unevaluatedProperties": false,
          ]
        ]
      ],
    ])
    let site = try #require(description.webhook("birth", method: "POST")?.requestBody(mediaType: "application/json"))
    let schema = try description.schema(site, assertsFormats: true)
    #expect(try schema.accepts(Document(parsing: Array(#"{"at": "2026-01-31"}"#.utf8))))
    #expect(try !schema.accepts(Document(parsing: Array(#"{"at": "31/01/2026"}"#.utf8))))
    #expect(try !schema.accepts(Document(parsing: Array(#"{"on": 1}"#.utf8))))
  }

  /// The published examples are without problems, and every operation is found by its own path.
  @Test func publishedExamples() throws {
    guard let suite = OfficialSuite("openapi-examples") else { return }
    var operations = 0
    for version in ["v3.0", "v3.1"] {
      for file in try suite.files("examples/\(version)") where file.hasSuffix(".json") {
        let description = try OpenAPIDescription(Document(parsing: suite.bytes("examples/\(version)/\(file)")))
        #expect(description.problems().map(\.description) == [], "\(file)")
        for operation in description.operations {
          operations += 1
          #expect(description.operation(method: operation.method, path: operation.path)?.operation.pointer == operation.pointer, "\(file)")
        }
      }
    }
    #expect(operations > 20)
  }

  /// Real descriptions of the field: read, and what is wrong with them is told. They are no part of the checkout.
  @Test func descriptionsOfTheField() throws {
    let root = URL(filePath: ProcessInfo.processInfo.environment["ASSAY_SPECS"] ?? "../shared/specs")
    // Of a folder that is not there an enumerator is given all the same.
    guard FileManager.default.fileExists(atPath: root.path),
      let files = FileManager.default.enumerator(atPath: root.path)?.compactMap({ $0 as? String }).filter({ $0.hasSuffix(".json") })
        .sorted()
    else {
      print("SPECIFICATIONS ABSENT: \(root.path). Set ASSAY_SPECS to the folder that holds them; nothing was proved here.")
      return
    }
    var (read, operations, problems) = (0, 0, 0)
    for file in files {
      guard let document = try? Document(parsing: Array(Data(contentsOf: root.appending(path: file))), bounds: .large),
        document.root["openapi"] != nil
      else { continue }
      let description = try OpenAPIDescription(document)
      read += 1
      operations += description.operations.count
      let told = description.problems()
      problems += told.count
      #expect(
        told.allSatisfy {
          !$0.why.isEmpty && !$0.next.isEmpty && document[$0.pointer.tokens.isEmpty ? .root : ($0.pointer.parent ?? .root)] != nil
        }, "\(file)")
      if ProcessInfo.processInfo.environment["SCHEMA_VERBOSE"] != nil { for problem in told.prefix(4) { print(file, problem) } }
    }
    #expect(read > 10 && operations > 100)
    print("OpenAPI descriptions of the field: \(read) read, \(operations) operations, \(problems) problems told")
  }
}
