import MarkupDocuments
import Testing

/// What an enemy sends. Each is refused with a reason, by the tree and by the streaming readers alike, and nothing of it is opened or expanded.
@Suite struct HostileTests {
  struct Attack: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]
    let code: MarkupRefusal.Code
    var bounds = MarkupBounds.standard
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ code: MarkupRefusal.Code) { (self.name, bytes, self.code) = (name, Array(text.utf8), code) }
    init(_ name: String, bytes: [UInt8], _ code: MarkupRefusal.Code) { (self.name, self.bytes, self.code) = (name, bytes, code) }
  }

  static let laughs =
    "<!DOCTYPE a [<!ENTITY l0 \"lol\">"
    + (1...9).map { n in
      "<!ENTITY l\(n) \"" + String(repeating: "&l\(n - 1);", count: 10) + "\">"
    }.joined() + "]><a>&l9;</a>"
  static let quadratic =
    "<!DOCTYPE a [<!ENTITY e \"" + String(repeating: "x", count: 50_000) + "\">]><a>" + String(repeating: "&e;", count: 20_000) + "</a>"

  static let documentTypes: [Attack] = [
    Attack("file by entity", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a>&e;</a>", .doctype),
    Attack("network by entity", "<!DOCTYPE a [<!ENTITY e SYSTEM \"http://127.0.0.1:9/x\">]><a>&e;</a>", .doctype),
    Attack("external DTD", "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/x.dtd\"><a/>", .doctype),
    Attack("public DTD", "<!DOCTYPE a PUBLIC \"-//X//Y\" \"file:///etc/passwd\"><a/>", .doctype),
    Attack("parameter entity", "<!DOCTYPE a [<!ENTITY % p SYSTEM \"file:///etc/hostname\"> %p;]><a/>", .doctype),
    Attack("internal parameter entities", "<!DOCTYPE a [<!ENTITY % p \"<!ENTITY e 'x'>\"> %p;]><a>&e;</a>", .doctype),
    Attack("harmless DOCTYPE", "<!DOCTYPE a><a/>", .doctype),
    Attack("billion laughs", laughs, .doctype),
    Attack("quadratic blow-up", quadratic, .doctype),
    Attack("defaulted attributes", "<!DOCTYPE a [<!ATTLIST a b CDATA 'x'>]><a/>", .doctype),
    Attack(
      "DOCTYPE in UTF-16",
      bytes: [0xFF, 0xFE] + "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, .doctype),
  ]

  static let broken: [Attack] = [
    Attack("nothing", "", .empty),
    Attack("white space only", " \n ", .empty),
    Attack("not XML", "{\"a\": 1}", .empty),
    Attack("declaration only", "<?xml version=\"1.0\"?>", .empty),
    Attack("undeclared entity", "<a>&nbsp;</a>", .entity),
    Attack("undeclared entity in attribute", "<a b=\"&x;\"/>", .entity),
    Attack("truncated text", "<a><b>text", .truncated),
    Attack("truncated tag", "<a><b att", .grammar),
    Attack("truncated attribute", "<a b=\"x", .grammar),
    Attack("truncated comment", "<a><!-- x", .grammar),
    Attack("truncated section", "<a><![CDATA[ x", .grammar),
    Attack("wrong end tag", "<a><b></a></b>", .grammar),
    Attack("two roots", "<a/><b/>", .grammar),
    Attack("text after the root", "<a/>x", .grammar),
    Attack("same attribute twice", "<a b='1' b='2'/>", .grammar),
    Attack("same attribute twice by namespace", "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>", .namespace),
    Attack("prefix without namespace", "<p:a/>", .namespace),
    Attack("space before the declaration", " <?xml version='1.0'?><a/>", .grammar),
    Attack("NUL in text", bytes: Array("<a>x".utf8) + [0] + Array("y</a>".utf8), .character),
    Attack("NUL first", bytes: [0] + Array("<a/>".utf8), .empty),
    Attack("NUL by reference", "<a>&#0;</a>", .character),
    Attack("control character", "<a>\u{1}</a>", .character),
    Attack("surrogate by reference", "<a>&#xD800;</a>", .character),
    Attack("latin-1 without saying so", bytes: Array("<a>".utf8) + [0xE9] + Array("</a>".utf8), .encoding),
    Attack("overlong UTF-8", bytes: Array("<a>".utf8) + [0xC0, 0xAF] + Array("</a>".utf8), .encoding),
    Attack("cut UTF-8", bytes: Array("<a>".utf8) + [0xE2, 0x82] + Array("</a>".utf8), .encoding),
    Attack("unknown encoding", "<?xml version='1.0' encoding='x-unheard-of'?><a/>", .encoding),
    Attack("UTF-16 declared, not written", "<?xml version='1.0' encoding='UTF-16'?><a>\u{E9}</a>", .encoding),
    Attack("odd UTF-16", bytes: [0xFF, 0xFE, 0x3C, 0x00, 0x61], .grammar),
    Attack("two byte order marks", bytes: [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF] + Array("<a/>".utf8), .empty),
  ]

  static let large: [Attack] = {
    var deep = [
      Attack("deep", String(repeating: "<a>", count: 100_000), .depth),
      Attack("deep and closed", String(repeating: "<a>", count: 65) + String(repeating: "</a>", count: 65), .depth),
      Attack("long attribute", "<a b=\"" + String(repeating: "x", count: 20_000) + "\"/>", .attributes),
      Attack("very long attribute", "<a b=\"" + String(repeating: "x", count: 900_000) + "\"/>", .token),
      Attack("very long name", "<" + String(repeating: "x", count: 200_000) + "/>", .token),
      Attack("many attributes", "<a" + (0..<300).map { " a\($0)=''" }.joined() + "/>", .attributes),
      Attack("more attributes than are compared", "<a" + (0..<80_000).map { " a\($0)=''" }.joined() + "/>", .token),
      Attack("many namespaces", "<a" + (0..<200).map { " xmlns:p\($0)='u'" }.joined() + "/>", .attributes),
      Attack("too many bytes", "<a>" + String(repeating: "x", count: 1 << 20) + "</a>", .size),
    ]
    var long = Attack("long comment", "<a><!--" + String(repeating: "x", count: 30_000) + "--></a>", .token)
    long.bounds = MarkupBounds(section: 8_192)
    deep.append(long)
    return deep
  }()

  @Test(arguments: documentTypes + broken + large)
  func `the tree refuses it`(attack: Attack) throws {
    let found = refusal { _ = try MarkupDocument(parsing: attack.bytes, bounds: attack.bounds) }
    #expect(found?.code == attack.code, "\(found?.description ?? "taken")")
    #expect(found?.next.isEmpty == false && found?.why.isEmpty == false)
  }

  @Test(arguments: documentTypes + broken + large)
  func `the streaming readers refuse it`(attack: Attack) throws {
    let path = try ElementPath("/a/b")
    var bounds = attack.bounds
    bounds.nodes = 1_000
    let schema = try Order.compiled()
    let found: [String: MarkupRefusal?] = [
      "tally": refusal { _ = try MarkupTally(count: [path]).run(.bytes(attack.bytes), bounds: bounds) },
      "records": refusal { _ = try MarkupRecords(path).read(.bytes(attack.bytes), bounds: bounds) { _ in .next } },
      "schema": refusal { _ = try schema.validate(.bytes(attack.bytes), bounds: bounds) },
      "tally and schema": refusal { _ = try MarkupTally(count: [path]).run(.bytes(attack.bytes), against: schema, bounds: bounds) },
    ]
    for (reader, refusal) in found { #expect(refusal?.code == attack.code, "\(reader): \(refusal?.description ?? "taken")") }
  }

  @Test func `too many nodes are refused`() {
    let text = "<a>" + String(repeating: "<b/>", count: 2_000) + "</a>"
    #expect(refusal { _ = try MarkupDocument(.text(text), bounds: MarkupBounds(nodes: 1_000)) }?.code == .nodes)
    #expect(refusal { _ = try MarkupDocument(.text(text), bounds: MarkupBounds(nodes: 2_001)) } == nil)
  }

  @Test func `every cut of a document is refused, and none takes the process along`() throws {
    let bytes = Array(Order.text.utf8)
    let path = try ElementPath("/o:Order/o:Line", prefixes: Order.prefixes)
    let schema = try Order.compiled()
    let end = try #require(Order.text.utf8.lastIndex(of: 0x3E)).utf16Offset(in: Order.text)
    for count in 0..<min(end, bytes.count - 1) {
      let cut = MarkupSource.bytes(Array(bytes[..<count]))
      #expect(refusal { _ = try MarkupDocument(cut) } != nil, "\(count) bytes")
      #expect(refusal { _ = try MarkupRecords(path).read(cut, against: schema) { _ in .next } } != nil, "\(count) bytes")
    }
  }

  @Test func `every damaged byte is taken or refused, never worse`() throws {
    let bytes = Array(Order.text.utf8)
    let path = try ElementPath("/o:Order/o:Line", prefixes: Order.prefixes)
    let schema = try Order.compiled()
    for at in bytes.indices {
      for damage in [0x00, 0x3C, 0x26, 0xFF, 0x22] as [UInt8] {
        var bytes = bytes
        bytes[at] = damage
        _ = refusal { _ = schema.validate(try MarkupDocument(parsing: bytes)) }
        _ = refusal {
          _ = try MarkupRecords(path).read(.bytes(bytes), against: schema) { record in record.root.text.isEmpty ? .stop : .next }
        }
      }
    }
  }

  @Test func `a refusal says where and what to do`() {
    let found = refusal { _ = try MarkupDocument(.text("<a>\n  <b>\n  </c>\n</a>")) }
    #expect(found?.place.line == 3)
    #expect(found?.place.path == "/a/b")
    #expect(found?.next == "close elements in the order in which they were opened")
    let document = refusal { _ = try MarkupDocument(.text("<!DOCTYPE a><a/>")) }
    #expect(document?.description.contains("remove the DOCTYPE") == true)
  }
}
