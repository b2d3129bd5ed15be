import Documents
import Signatures
import Testing

@Suite("Structured fields")
struct StructuredFieldTests {
  static let files = [
    "binary", "boolean", "date", "dictionary", "display-string", "examples", "item", "key-generated", "large-generated", "list", "listlist",
    "number-generated", "number", "param-dict", "param-list", "param-listlist", "string-generated", "string", "token-generated", "token",
  ]

  static func bare(_ json: JSON) throws -> BareItem {
    if let bool = json.bool { return .boolean(bool) }
    if let text = json.text { return .string(text) }
    if let number = json.numberText {
      guard number.contains(where: { ".eE".contains($0) }) else { return .integer(try #require(Int64(number))) }
      return .decimal(thousandths: Int64((try #require(Double(number)) * 1000).rounded(.toNearestOrEven)))
    }
    let value = try #require(json["value"])
    switch json["__type"]?.text {
    case "token": return .token(try #require(value.text))
    case "binary": return .bytes(try base32(try #require(value.text)))
    case "date": return .date(Int64(try #require(value.int)))
    case "displaystring": return .displayString(try #require(value.text))
    default: throw SignatureRefusal(.malformed, "a type of the tests that is not known here")
    }
  }

  static func base32(_ text: String) throws -> [UInt8] {
    var out: [UInt8] = [], group = 0, bits = 0
    for letter in text.utf8 where letter != 0x3D {
      group = group << 5 | Int(letter >= 0x41 ? letter - 0x41 : letter - 0x32 + 26)
      bits += 5
      if bits >= 8 {
        bits -= 8
        out.append(UInt8(truncatingIfNeeded: group >> bits))
        group &= 1 << bits - 1
      }
    }
    return out
  }

  static func parameters(_ json: JSON?) throws -> Parameters {
    Parameters(try (json?.items ?? []).map { (try #require($0[0]?.text), try bare(try #require($0[1]))) })
  }

  static func item(_ json: JSON) throws -> StructuredField.Item { .init(try bare(try #require(json[0])), try parameters(json[1])) }

  static func member(_ json: JSON) throws -> StructuredField.Member {
    guard let items = json[0]?.items else { return .item(try item(json)) }
    return .inner(try items.map(item), try parameters(json[1]))
  }

  static func field(_ json: JSON, _ kind: StructuredField.Kind) throws -> StructuredField {
    switch kind {
    case .item: .item(try item(json))
    case .list: .list(try (json.items ?? []).map(member))
    case .dictionary: .dictionary(try (json.items ?? []).map { .init(try #require($0[0]?.text), try member(try #require($0[1]))) })
    }
  }

  static func vectors(_ path: String) throws -> [JSON] {
    guard let suite = OfficialSuite("structured-field-tests") else { return [] }
    return try #require(JSON(parsing: try suite.bytes(path), bounds: JSONBounds(bytes: 64 << 20, nodes: 1 << 24)).items)
  }

  @Test("the working group's tests: read as they say, and written in the one form")
  func official() throws {
    var reading = Tally("structured-field-tests, read and written again"), n = 0
    for file in Self.files {
      for test in try Self.vectors("\(file).json") {
        n += 1
        let kind = try #require(test["header_type"]?.text.flatMap(StructuredField.Kind.init))
        let lines = (test["raw"]?.items ?? []).compactMap(\.text)
        let seen = try? StructuredField(parsing: lines.joined(separator: ", "), as: kind)
        guard test["must_fail"]?.bool != true else {
          #expect(seen == nil, "\(file): \(test["name"]?.text ?? "")")
          reading.count(n, seen == nil)
          continue
        }
        if test["can_fail"]?.bool == true, seen == nil {
          reading.count(n, true)
          continue
        }
        let due = try Self.field(try #require(test["expected"]), kind)
        let canonical = (test["canonical"]?.items ?? test["raw"]?.items ?? []).compactMap(\.text).joined(separator: ", ")
        let isRight = seen == due && (try? seen?.serialized()) == canonical
        #expect(isRight, "\(file): \(test["name"]?.text ?? ""): \(lines)")
        reading.count(n, isRight)
      }
    }
    guard n > 0 else { return }
    reading.report()
  }

  @Test("the working group's tests of writing")
  func writing() throws {
    var tally = Tally("structured-field-tests, written"), n = 0
    for file in ["key-generated", "number", "string-generated", "token-generated"] {
      for test in try Self.vectors("serialisation-tests/\(file).json") {
        n += 1
        let kind = try #require(test["header_type"]?.text.flatMap(StructuredField.Kind.init))
        let text = try? Self.field(try #require(test["expected"]), kind).serialized()
        let due = test["must_fail"]?.bool == true ? nil : (test["canonical"]?.items ?? []).compactMap(\.text).joined(separator: ", ")
        #expect(text == due, "\(file): \(test["name"]?.text ?? "")")
        tally.count(n, text == due)
      }
    }
    guard n > 0 else { return }
    tally.report()
  }

  @Test(
    "bounds hold, and a refusal says where",
    arguments: [String(repeating: "a, ", count: 1100) + "a", String(repeating: "a", count: 70_000)])
  func bounds(text: String) {
    #expect(refusal { try StructuredField(parsing: text, as: .list) } == .tooLong)
  }

}
