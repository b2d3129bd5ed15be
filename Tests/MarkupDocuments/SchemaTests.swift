import Documents
import Foundation
import MarkupDocuments
import Testing

@Suite struct SchemaTests {
  @Test(
    arguments: [
      ("<Line><To>Amina</To><Amt Ccy=\"KES\">1.00</Amt></Line>", []),
      ("", []),
      ("<Line><To>Amina Sons Ltd</To><Amt Ccy=\"KES\">1.00</Amt></Line>", ["cvc-maxLength-valid /Order/Line/To 3"]),
      ("<Line><To>Amina</To>\n<Amt Ccy=\"kes\">1.00</Amt></Line>", ["cvc-pattern-valid /Order/Line/Amt/@Ccy 4"]),
      ("<Line><To>Amina</To><Amt>1.00</Amt></Line>", ["cvc-complex-type.4 /Order/Line/Amt 3"]),
      ("<Line><To>Amina</To><Amt Ccy=\"KES\">1.005</Amt></Line>", ["cvc-fractionDigits-valid /Order/Line/Amt 3"]),
      ("<Line><To>Amina</To><Amt Ccy=\"KES\">one</Amt></Line>", ["cvc-datatype-valid /Order/Line/Amt 3"]),
      (
        "<Line><To>A</To><Amt Ccy=\"KES\">1</Amt></Line>\n<Line><Amt Ccy=\"KES\">1</Amt></Line>",
        ["cvc-complex-type.2.4 /Order/Line[2]/Amt 4"]
      ),
      ("<Line><To>A</To></Line>", ["cvc-complex-type.2.4 /Order/Line 3"]),
      ("<Lime/>", ["cvc-complex-type.2.4 /Order/Lime 3"]),
      ("<Line x:kind=\"coin\"><To>A</To><Amt Ccy=\"KES\">1</Amt></Line>", ["cvc-enumeration-valid /Order/Line/@kind 3"]),
    ] as [(String, [String])])
  func `findings name the rule, the place and the line, in memory and while streaming`(lines: String, expected: [String]) throws {
    let schema = try Order.compiled()
    let text = Order.with(lines)
    for report in [schema.validate(try MarkupDocument(.text(text))), try schema.validate(.text(text))] {
      #expect(report.findings.map { "\($0.rule) \($0.place.path) \($0.place.line)" } == expected, "\(report.findings)")
      #expect(report.count == expected.count && report.isValid == expected.isEmpty)
    }
  }

  @Test func `a finding is a sentence without namespaces, with what to do`() throws {
    let schema = try Order.compiled()
    let report = try schema.validate(.text(Order.with("<Line><To>A</To><Amt Ccy=\"kes\">1</Amt></Line><Lime/>")))
    #expect(
      report.findings.first?.description
        == "line 3, column 17, at /Order/Line/Amt/@Ccy: The value 'kes' is not accepted by the pattern '[A-Z]{3,3}'; write a value of this form (cvc-pattern-valid)"
    )
    #expect(report.findings.last?.why == "This element is not expected. Expected is ( Line )")
  }

  @Test func `the wrong message is told by its root`() throws {
    let report = try Order.compiled().validate(.text("<Order xmlns='urn:test:order:2'/>"))
    #expect(report.findings.map(\.rule) == ["cvc-elt.1"])
  }

  @Test func `findings are counted beyond those that are kept`() throws {
    let lines = String(repeating: "<Line><To>A</To><Amt>1</Amt></Line>\n", count: 500)
    let report = try Order.compiled().validate(.text(Order.with(lines)))
    #expect(report.count == 500 && report.findings.count == SchemaReport.mostFindings)
    #expect(report.findings.last?.place.path == "/Order/Line[100]/Amt")
  }

  @Test func `others are named from the same sources only`() throws {
    for missing in ["types/common.xsd", "extra.xsd"] {
      var table = Order.table
      table[missing] = nil
      let found = refusal { _ = try XMLSchema("order.xsd", from: SchemaSources(table: table)) }
      #expect(found?.code == .schemaSource && found?.why.contains(missing) == true, "\(found?.description ?? "taken")")
    }
    for location in ["http://127.0.0.1:9/x.xsd", "file:///etc/hostname", "../../../etc/hostname", "/etc/hostname"] {
      let schema = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:include schemaLocation='\(location)'/></xs:schema>"
      let found = refusal { _ = try XMLSchema("a.xsd", from: SchemaSources(table: ["a.xsd": .init(utf8: schema)])) }
      #expect(found?.code == .schemaSource, "\(location): \(found?.description ?? "taken")")
    }
    #expect(refusal { _ = try XMLSchema("none.xsd", from: SchemaSources(table: [:])) }?.code == .schemaSource)
  }

  @Test func `a folder gives its own files and no others`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("schemas-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder.appendingPathComponent("in/types"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, bytes) in Order.table { try Data(bytes).write(to: folder.appendingPathComponent("in/" + name)) }
    try Data(Order.common.utf8).write(to: folder.appendingPathComponent("outside.xsd"))
    let sources = SchemaSources(folder: folder.path + "/in")
    #expect(try XMLSchema("order.xsd", from: sources).validate(.text(Order.with(""))).isValid)
    for name in [
      "../outside.xsd", "types/../../outside.xsd", folder.path + "/outside.xsd", "file://" + folder.path + "/outside.xsd", "",
      "./order.xsd",
    ] {
      #expect(refusal { _ = try XMLSchema(name, from: sources) }?.code == .schemaSource, "\(name)")
    }
  }

  @Test(arguments: [
    ("<!DOCTYPE x [<!ENTITY e 'string'>]><xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'/>", MarkupRefusal.Code.doctype),
    ("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a' type='Gone'/></xs:schema>", .schema),
    ("<a/>", .schema), ("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>", .truncated),
  ])
  func `a schema that is none is refused, also where another one includes it`(text: String, code: MarkupRefusal.Code) throws {
    let alone = refusal { _ = try XMLSchema("a.xsd", from: SchemaSources(table: ["a.xsd": .init(utf8: text)])) }
    #expect(alone?.code == code, "\(alone?.description ?? "taken")")
    let outer = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:include schemaLocation='a.xsd'/></xs:schema>"
    let within = refusal {
      _ = try XMLSchema("o.xsd", from: SchemaSources(table: ["a.xsd": .init(utf8: text), "o.xsd": .init(utf8: outer)]))
    }
    #expect(within?.code == code, "\(within?.description ?? "taken")")
  }

  @Test func `a document cannot bring its own schema`() throws {
    let text = Order.with("<Lime/>").replacing(
      "<Order ",
      with: "<Order xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:test:order http://127.0.0.1:9/x.xsd\" "
    )
    #expect(try Order.compiled().validate(.text(text)).findings.map(\.rule) == ["cvc-complex-type.2.4"])
  }

  /// One schema, eight tasks, documents that differ: each gets the findings of its own.
  @Test func `one schema serves many tasks at once`() async throws {
    let schema = try Order.compiled()
    let amounts = try ElementPath("/o:Order/o:Line/o:Amt", prefixes: Order.prefixes)
    let wrong = await withTaskGroup(of: Int.self) { group in
      for task in 0..<8 {
        group.addTask {
          var wrong = 0
          for round in 0..<100 {
            let bad = (task + round) % 8
            let text = Order.with(
              String(repeating: "<Line><To>A</To><Amt Ccy=\"KES\">0.10</Amt></Line>", count: 20)
                + String(repeating: "<Line><To/><Amt Ccy=\"KES\">1</Amt></Line>", count: bad))
            let report = (try? MarkupDocument(.text(text))).map(schema.validate)
            let streamed = try? MarkupTally(sum: [amounts]).run(.text(text), against: schema)
            let counted = try? MarkupDocument(.text(text)).evaluate(XPath("count(//o:Line)", prefixes: Order.prefixes)).text
            if report?.count != bad || streamed?.report.count != bad || streamed?.totals.first?.sum?.text != "\(2 + bad).00"
              || counted != "\(20 + bad)"
            {
              wrong += 1
            }
            if (try? MarkupDocument(.text("<!DOCTYPE a><a/>"))) != nil { wrong += 1 }
          }
          return wrong
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }
}
