import DialectsCivil
import DialectsDCI
import DialectsIdentity
import DialectsIntake
import DialectsPayments
import Documents
import Facts
import Foundation
import Testing

/// Mistakes of real implementations, as messages of ours; what a vendor is told of each is kept beside it.
@Suite struct VendorMistakesTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
    path: "Golden/vendor-mistakes")
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  static let messages = names.filter { FileManager.default.fileExists(atPath: folder.appending(path: "\($0)/message.json").path) }
  static let dialects: [any Dialect] =
    DCIDialects.all + CivilDialects.all + IdentityDialects.all + PaymentDialects.all + IntakeDialects.all
  static let isWriting = ProcessInfo.processInfo.environment["ASSAY_GOLDEN"] == "write"

  @Test(arguments: messages) func `a mistake is told in one sentence`(_ name: String) throws {
    let told = try Self.told(name).map { "\($0.card.name)\n\($0.card.sentence(of: $0.oddity))\n" }.joined()
    let file = Self.folder.appending(path: "\(name)/expected.txt")
    if Self.isWriting { return try told.write(to: file, atomically: true, encoding: .utf8) }
    #expect(try told == String(contentsOf: file, encoding: .utf8))
  }

  @Test func `every deviation of a standard that a dialect tells has its mistake`() throws {
    let told = Set(try Self.messages.flatMap { try Self.told($0).map(\.card.name) })
    let untold = Self.dialects.flatMap(\.card.oddities).map(\.name).filter { !told.contains($0) && !$0.hasPrefix("unreadable.") }
    #expect(Set(untold).sorted() == [], "write a message for each, in Tests/Golden/vendor-mistakes")
  }

  @Test func `the table of mistakes names every case, and no other`() throws {
    let text = try String(contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
    let named = text.matches(of: /`([a-z0-9-]+)`/).map { String($0.1) }
    #expect(Set(named) == Set(Self.names).subtracting(["README.md"]))
  }

  private static func told(_ name: String) throws -> [(card: OddityCard, oddity: Oddity)] {
    let json = try JSON(parsing: Array(Data(contentsOf: folder.appending(path: "\(name)/message.json"))))
    let dialect = try #require(dialects.first { $0.card.name.text == json["dialect"]?.text })
    let settings = (json["settings"]?.members ?? [:]).map { ($0.name, $0.value.text ?? "") }
    let session = Session(
      role: Role(json["ours"]?.text ?? ""), peer: Role(json["theirs"]?.text ?? ""), settings: Settings(settings))
    let (request, response) = (json["request"] ?? .null, json["response"])
    let sent = WireRequest(
      request["method"]?.text ?? "POST", request["target"]?.text ?? "", headers: headers(request), body: body(request))
    let readings = dialect.view(
      OperationName(json["operation"]?.text ?? ""), sent,
      response.map { WireResponse($0["status"]?.int ?? 0, headers: headers($0), body: body($0)) }, session)
    return readings.flatMap { $0.oddities + $0.replyOddities }.compactMap { text in
      dialect.card.oddity(named: Oddity(text).name).map { ($0, Oddity(text)) }
    }
  }
  private static func headers(_ json: JSON) -> [HeaderField] {
    (json["headers"]?.members ?? [:]).map { HeaderField($0.name, $0.value.text ?? "") }
  }
  private static func body(_ json: JSON) -> [UInt8] { json["body"].map { $0.text.map { Array($0.utf8) } ?? $0.encoded() } ?? [] }
}
