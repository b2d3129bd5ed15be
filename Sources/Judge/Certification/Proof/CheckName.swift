/// A check as a proof names it: the key of its instance, then step and check.
///
///     CR-01/malformed[missing-id] told.kind
package struct CheckName: Hashable, Sendable, CustomStringConvertible {
  package let scenario: String
  package let check: String

  package init(_ scenario: String, _ check: String) {
    self.scenario = scenario
    self.check = check
  }

  package var description: String { "\(scenario) \(check)" }

  /// As it stands on the page, where rows are not told apart: `CR-01/malformed told.kind`.
  package var onPage: CheckName { CheckName(Self.withoutRows(scenario), Self.withoutRows(check)) }
  /// `CR-01`
  package var base: String { String(scenario.prefix { $0 != "/" && $0 != "[" }) }
  /// `CR-01/malformed`; nil where it is no variant's.
  package var variant: String? {
    let page = Self.withoutRows(scenario)
    return page.contains("/") ? page : nil
  }

  private static func withoutRows(_ text: String) -> String { String(text.prefix { $0 != "[" }) }
}
