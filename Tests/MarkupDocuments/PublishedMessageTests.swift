import Documents
import MarkupDocuments
import Testing

/// Schemas and examples of ISO 20022 as published, where they are at hand.
@Suite struct PublishedMessageTests {
  @Test func `every published schema compiles`() throws {
    guard let published = PublishedMessages() else { return }
    let names = try published.names(".xsd")
    #expect(names.count > 30)
    for name in names {
      let found = refusal { _ = try XMLSchema(name, from: SchemaSources(folder: published.folder)) }
      #expect(found == nil, "\(name): \(found?.description ?? "")")
    }
  }

  @Test func `the examples are valid by the schema of their namespace`() throws {
    guard let published = PublishedMessages() else { return }
    let examples = try published.names(".xml", in: "/examples")
    #expect(!examples.isEmpty)
    for example in examples {
      let document = try MarkupDocument(.file(published.folder + "/examples/" + example))
      let message = document.root.namespace.split(separator: ":").last.map(String.init) ?? ""
      let schema = try XMLSchema(message + ".xsd", from: SchemaSources(folder: published.folder))
      let report = schema.validate(document)
      #expect(report.isValid, "\(example): \(report.findings)")
      #expect(try schema.validate(.file(published.folder + "/examples/" + example)).isValid)
    }
  }

  @Test func `a mistake in an order is found where it is`() throws {
    guard let published = PublishedMessages() else { return }
    let schema = try XMLSchema("pain.001.001.09.xsd", from: SchemaSources(folder: published.folder))
    let pain = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
    let document = try MarkupDocument(.file(published.folder + "/examples/pain.001.001.09.xml"))
    let prefixes = ["p": pain]
    let sum = try document.evaluate(XPath("sum(//p:InstdAmt)", prefixes: prefixes)).text
    #expect(try document.evaluate(XPath("number(//p:GrpHdr/p:CtrlSum)", prefixes: prefixes)).text == sum)
    let report = try schema.validate(
      .text("<Document xmlns=\"\(pain)\">\n <CstmrCdtTrfInitn>\n  <GrpHdr><MsgId/></GrpHdr></CstmrCdtTrfInitn></Document>"))
    #expect(
      report.findings.map { "\($0.place.line) \($0.place.path) \($0.rule)" } == [
        "3 /Document/CstmrCdtTrfInitn/GrpHdr/MsgId cvc-minLength-valid", "3 /Document/CstmrCdtTrfInitn/GrpHdr cvc-complex-type.2.4",
        "2 /Document/CstmrCdtTrfInitn cvc-complex-type.2.4",
      ], "\(report.findings)")
  }
}
