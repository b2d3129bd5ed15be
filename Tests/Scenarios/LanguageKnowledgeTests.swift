import Scenarios
import SourceText
import Testing

/// What only systems, worlds and dialects know is checked when the command line tells it, and not guessed else.
@Suite struct LanguageKnowledgeTests {
  static func knowing(_ change: (inout LanguageKnowledge) -> Void) throws -> [Diagnostic] {
    var knowledge = LanguageKnowledge()
    change(&knowledge)
    return try #require(BrokenPagesTests.suite(BrokenPagesTests.page).value).lint(knowledge)
  }

  @Test func `an archetype that the world does not have`() throws {
    let found = try Self.knowing { $0.archetypes = ["PAUL", "OLU"] }
    #expect(found.map(\.code) == [.unknownName])
    #expect(found.first?.next == "is `PAUL` meant?")
  }

  @Test func `an act that the system does not know, or that needs more`() throws {
    #expect(try Self.knowing { $0.acts = [.init("crvs.register-birth")] }.map(\.code) == [.unknownName])
    let found = try Self.knowing {
      $0.acts = [.init("crvs.register-death", inputs: [.init("person", .person), .init("died", .date), .init("place", isRequired: true)])]
    }
    #expect(found.map(\.message) == ["`crvs.register-death` needs `place`"])
  }

  @Test func `an input that the word does not take; one person or several is the same`() throws {
    let found = try Self.knowing { $0.givens = [.init("mis.enrolled", inputs: [.init("person", .person)], confirmedBy: "mis.enrolled")] }
    #expect(found.map(\.message) == ["there is no input of `mis.enrolled` `programme`"])
  }

  @Test func `a given that no probe confirms`() throws {
    #expect(try Self.knowing { $0.givens = [.init("mis.enrolled")] }.map(\.code) == [.givenUnconfirmed])
    #expect(try Self.knowing { $0.givens = [.init("mis.enrolled", confirmedBy: "mis.enrolled")] }.isEmpty)
  }

  @Test func `an answer that the probe does not give`() throws {
    let found = try Self.knowing { $0.probes = [.init("mis.enrolled", says: ["enrolled", "ended"])] }
    #expect(found.map(\.code) == [.unknownName])
  }

  @Test func `a fact that no dialect carries`() throws {
    let found = try Self.knowing {
      $0.carried = [.init("death-registered", facts: ["person.id"]), .init("list", facts: [], lineFacts: ["payee"])]
    }
    #expect(found.map(\.code) == [.factNotCarried])
    #expect(found.first?.message == "no dialect carries `death.drn` in death-registered")
  }

  @Test func `a check that no defect kills is a warning`() throws {
    let found = try Self.knowing { $0.killed = ["EVT-SUBJECT", "NO-LINE"] }
    #expect(found.map(\.code) == [.checkNobodyKills])
    #expect(found.first?.severity == .warning)
  }

  @Test func `programmes and roles`() throws {
    #expect(try Self.knowing { $0.programmes = ["NBG"] }.allSatisfy { $0.message == "there is no programme `OAP`" })
    #expect(try Self.knowing { $0.roles = ["crvs", "mis"] }.map(\.message) == ["there is no role `payments`"])
  }
}
