package import SourceText

/// What an edge's dialect must be able to show: `events.birth-cancelled`, `report.returned`, `events.security`.
/// Where it cannot, what needs it is not applicable, with this as the reason.
package struct Need: Sendable, Hashable, CustomStringConvertible {
  /// The name of an edge of the scenario.
  package let edge: String
  /// A message of it, a fact, a state of a line, or `security`.
  package let feature: String
  package let span: SourceSpan

  package init(edge: String, feature: String, span: SourceSpan) {
    (self.edge, self.feature, self.span) = (edge, feature, span)
  }

  package var description: String { "\(edge).\(feature)" }
  package static func == (a: Need, b: Need) -> Bool { a.edge == b.edge && a.feature == b.feature }
  package func hash(into hasher: inout Hasher) {
    hasher.combine(edge)
    hasher.combine(feature)
  }
}
