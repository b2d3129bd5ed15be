import Reports
import Testing

@Suite("Sequence diagram")
struct DiagramTests {
  static let diagram = SequenceDiagram(
    participants: [.init(name: "crvs", kind: "simulated"), .init(name: "id", kind: "simulated"), .init(name: "mis", kind: "under test")],
    rows: [
      .mark("told: crvs tells mis", .quiet),
      .arrow(.init(from: "crvs", to: "mis", label: "death-registered <b>", status: "202", tone: .ok, anchor: "i0-x2.1")),
      .arrow(.init(from: "mis", to: "crvs", label: "person-record", status: "reset", tone: .bad)),
    ])

  @Test func untouchedParticipantsAreLeftOut() {
    #expect(Self.diagram.trimmed().participants.map(\.name) == ["crvs", "mis"])
  }

  @Test func drawsEveryArrowOnce() {
    let svg = Self.diagram.svg(title: "CR-06 & more")
    #expect(svg.hasPrefix("<svg "))
    #expect(svg.hasSuffix("</svg>"))
    #expect(svg.contains("<title>CR-06 &amp; more</title>"))
    #expect(svg.contains("death-registered &lt;b&gt;"))
    #expect(svg.contains("href=\"#i0-x2.1\""))
    #expect(svg.contains("class=\"arrow bad\""))
    #expect(svg.split(separator: "<g class=").count == 3)
  }
}
