import Foundation
import Testing

/// The table of rooms: which room may import which, and which library. Transitive imports build, and are refused here.
@Suite struct RoomsTests {
  static let own: [String: [String]] = [
    "Documents": [], "Conformance": [], "Facts": ["Documents"],
    "CCurl": [], "CLibXML2": [], "MarkupDocuments": ["Documents", "CLibXML2"], "SourceText": [], "Signatures": ["Documents"],
    "Evidence": ["Documents", "Conformance", "Facts", "Signatures"],
    "Transport": ["Documents", "Evidence", "Facts", "CCurl"],
    // A suite carries the schemas of its bodies, JSON and XML, and compiles them as it loads.
    "Scenarios": ["SourceText", "Documents", "MarkupDocuments", "Conformance", "Facts"],
    "Population": ["SourceText", "Documents", "Facts"],
    "Timeline": ["Facts", "Evidence"],
    "Records": ["Documents", "Facts"],
    // What several dialects ask of a caller before anything is read.
    "Admission": ["Documents", "Facts", "Signatures"],
    "CivilRegistry": systems, "IdentitySystem": systems, "PaymentSwitch": systems, "BeneficiarySystem": systems,
    "BeneficiaryRegistry": systems, "FunctionalRegisters": systems,
    "AccountMapper": systems, "FieldSystems": systems,
    "DialectsDCI": dialects, "DialectsCivil": dialects, "DialectsIdentity": dialects, "DialectsPayments": dialects,
    "DialectsIntake": dialects,
    "Sandbox": [
      "Documents", "Facts", "Population", "Timeline", "Transport", "Evidence", "Signatures", "CivilRegistry", "IdentitySystem",
      "PaymentSwitch",
      "BeneficiarySystem", "BeneficiaryRegistry", "FunctionalRegisters", "AccountMapper", "DialectsDCI", "DialectsCivil",
      "DialectsIdentity", "DialectsPayments", "FieldSystems", "DialectsIntake",
    ],
    "Serving": ["Documents", "Facts", "Evidence", "Sandbox"],
    "Engine": ["Scenarios", "SourceText", "Conformance", "Evidence", "Facts", "Documents", "Timeline", "Transport", "Population"],
    "Reports": ["Evidence", "Conformance", "Documents", "Facts", "Signatures"],
    "Certification": ["Evidence", "Conformance", "Documents", "Facts", "Signatures"],
  ]
  static let systems = ["Documents", "Facts", "Population", "Timeline", "Records"]
  static let dialects = ["Facts", "Documents", "Signatures", "Admission"]

  /// Third-party modules and system libraries by room. `Synchronization` is the standard library's, and open to all but Matter.
  static let foreign: [String: [String]] = [
    "SourceText": ["Yams"], "Signatures": ["Crypto", "CryptoExtras", "_CryptoExtras"], "Transport": ["Glibc"], "Evidence": ["Glibc"],
    "MarkupDocuments": ["Glibc"],
    "Timeline": ["Glibc"], "Reports": ["Mustache"],
    "Serving": ["HummingbirdCore", "HummingbirdTLS", "NIOSSL", "NIOCore", "NIOPosix", "NIOHTTP1", "Logging", "Glibc"],
  ]
  static let matter = ["Documents", "Conformance", "Facts"]

  @Test func everyImportIsInTheTable() throws {
    var wrong: [String] = []
    for file in try Tree.swift(below: "Sources") where !file.path.hasPrefix("Sources/assay/") {
      let parts = file.path.split(separator: "/").map(String.init)
      let room = parts[2] == "Dialects" ? parts[3] : parts[2]
      guard let allowed = Self.own[room] else {
        wrong.append("\(file.path): \(room) is not in the table of rooms")
        continue
      }
      let others = (Self.foreign[room] ?? []) + (Self.matter.contains(room) ? [] : ["Synchronization"])
      for module in file.imports where !(allowed + others).contains(module) { wrong.append("\(file.path) imports \(module)") }
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }

  @Test func theManifestHasTheSameTable() throws {
    let manifest = try Tree.text("Package.swift")
    for room in Self.own.keys.sorted() { #expect(manifest.contains("\"\(room)\""), "\(room) is not a target") }
  }
}
