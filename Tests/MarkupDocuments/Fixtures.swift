import Foundation
import MarkupDocuments

extension [UInt8] {
  init(utf8 text: String) { self = Array(text.utf8) }
}

/// The refusal that the work ends in, or nil.
func refusal(_ work: () throws -> Void) -> MarkupRefusal? {
  do { try work() } catch { return error as? MarkupRefusal }
  return nil
}

/// A small order of payments, with a namespace of our own.
enum Order {
  static let namespace = "urn:test:order"
  static let prefixes = ["o": namespace, "x": "urn:test:extra"]

  static let text = """
    <?xml version="1.0" encoding="UTF-8"?>
    <Order xmlns="urn:test:order" xmlns:x="urn:test:extra">
      <Id>A-1</Id>
      <Line x:kind="cash"><To>Amina &amp; Sons</To><Amt Ccy="KES">0.10</Amt></Line>
      <Line
         x:kind="bank"><To><![CDATA[<Joe>]]></To><Amt Ccy="KES">0.20</Amt></Line>
      <Note/>
      <Line><To>Zoë</To>
        <Amt Ccy="USD">9007199254740993.00</Amt></Line>
    </Order>
    """

  static let schema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:test:order" targetNamespace="urn:test:order" elementFormDefault="qualified">
      <xs:include schemaLocation="types/common.xsd"/>
      <xs:import namespace="urn:test:extra" schemaLocation="extra.xsd"/>
      <xs:element name="Order"><xs:complexType><xs:sequence>
        <xs:element name="Id" type="Short"/>
        <xs:element name="Line" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
          <xs:element name="To" type="Short"/>
          <xs:element name="Amt"><xs:complexType><xs:simpleContent><xs:extension base="Money">
            <xs:attribute name="Ccy" type="Currency" use="required"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>
        </xs:sequence><xs:anyAttribute namespace="urn:test:extra" processContents="lax"/></xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
    </xs:schema>
    """
  static let common = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:test:order" targetNamespace="urn:test:order">
      <xs:simpleType name="Short"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="10"/></xs:restriction></xs:simpleType>
      <xs:simpleType name="Money"><xs:restriction base="xs:decimal"><xs:minInclusive value="0"/><xs:fractionDigits value="2"/></xs:restriction></xs:simpleType>
      <xs:simpleType name="Currency"><xs:restriction base="xs:string"><xs:pattern value="[A-Z]{3,3}"/></xs:restriction></xs:simpleType>
    </xs:schema>
    """
  static let extra = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:test:extra">
      <xs:attribute name="kind"><xs:simpleType><xs:restriction base="xs:string">
        <xs:enumeration value="cash"/><xs:enumeration value="bank"/></xs:restriction></xs:simpleType></xs:attribute>
    </xs:schema>
    """
  static let table: [String: [UInt8]] = [
    "order.xsd": .init(utf8: schema), "types/common.xsd": .init(utf8: common), "extra.xsd": .init(utf8: extra),
  ]

  static func compiled() throws -> XMLSchema { try XMLSchema("order.xsd", from: SchemaSources(table: table)) }

  static func with(_ lines: String) -> String {
    "<Order xmlns=\"urn:test:order\" xmlns:x=\"urn:test:extra\">\n<Id>A-1</Id>\n\(lines)\n</Order>"
  }
}

/// The published messages and schemas lie beside the checkout and are not part of it. Whoever lacks them is told so, loudly.
struct PublishedMessages {
  let folder: String

  init?() {
    let root = ProcessInfo.processInfo.environment["ASSAY_SPECS"] ?? "../shared/specs"
    folder = root + "/payments/iso20022"
    guard FileManager.default.fileExists(atPath: folder) else {
      print("SPECS ABSENT: no schemas at \(folder). Set ASSAY_SPECS to the folder that holds payments/iso20022; nothing was proved here.")
      return nil
    }
  }

  func names(_ ending: String, in subfolder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder + subfolder).filter { $0.hasSuffix(ending) }.sorted()
  }
}
