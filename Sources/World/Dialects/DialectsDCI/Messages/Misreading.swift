import Documents
import Facts

/// Wrong readings of what is asked for, each a switch: a registry that shows one evaluates another question than was put to it.
enum Misreading: String, CaseIterable {
  case gtAsGe = "reads-gt-as-ge"
  case withoutTheLast = "reads-in-without-the-last"
  case withoutNot = "reads-no-not"
  case orAsAnd = "reads-or-as-and"
  case withoutExpressedLt = "reads-no-lt-in-expressions"
  case daysAlone = "reads-days-alone"
  case lastOrder = "sorts-by-the-last"
  case noConditionsOfFilters = "filters-by-numbers-alone"
  case atOnce = "tells-at-once"
  case neverDue = "never-finds-it-due"
  case endsWithoutTime = "ends-without-a-time"

  private var says: String {
    switch self {
    case .gtAsGe: "compares by ge where it is asked by gt"
    case .withoutTheLast: "leaves out the second of two numbers"
    case .withoutNot: "leaves out what is joined by not"
    case .orAsAnd: "joins by and what is to be joined by or"
    case .withoutExpressedLt: "leaves out the comparison $lt in expressions"
    case .daysAlone: "compares with days, and refuses moments"
    case .lastOrder: "puts in order by the last of several attributes alone"
    case .noConditionsOfFilters: "tells of everybody where a subscription is filtered by conditions"
    case .atOnce: "tells at once, whatever the frequency"
    case .neverDue: "never tells what waits for its time"
    case .endsWithoutTime: "ends a subscription for a request that says no time"
    }
  }
  static var deviations: [DialectDeviation] { allCases.map { DialectDeviation($0.rawValue, .crvs, true, $0.says) } }

  private func isShown(by session: Session) -> Bool { session.shows(rawValue) }

  /// The conditions of a search as they are understood.
  static func conditions(_ lines: Rows, _ criteria: JSON, _ session: Session) -> Rows {
    let isExpressed = criteria["query"]?["value"]?["expression"] != nil
    let read = lines.compactMap { line -> Facts? in
      var line = line
      if gtAsGe.isShown(by: session), line[.comparison] == "gt" { line[.comparison] = "ge" }
      if withoutTheLast.isShown(by: session), line[.comparison] == "in", line[.attribute] == "person.id",
        let values = line[.value]?.split(separator: " "), values.count == 2
      {
        line[.value] = String(values[0])
      }
      if withoutNot.isShown(by: session), line[.negated] == true { return nil }
      if orAsAnd.isShown(by: session) { line[.alternative] = nil }
      if withoutExpressedLt.isShown(by: session), isExpressed, line[.comparison] == "lt" { return nil }
      return line
    }
    return Rows(read)
  }

  /// The words of an order.
  static func order(_ terms: [String], _ session: Session) -> [String] { lastOrder.isShown(by: session) ? terms.suffix(1) : terms }

  static func refuses(_ query: JSON?, _ session: Session) -> Bool { daysAlone.isShown(by: session) && query.map(holdsMoment) == true }
  private static func holdsMoment(_ json: JSON) -> Bool {
    if json.text.flatMap({ WireInstant($0) }) != nil { return true }
    return json.items?.contains(where: holdsMoment) ?? json.members?.contains { holdsMoment($0.value) } ?? false
  }

  /// What a subscription asks for.
  static func wish(_ message: inout Message, _ session: Session) {
    if noConditionsOfFilters.isShown(by: session) { message.lines = Rows() }
    if atOnce.isShown(by: session) { message.facts[.subscriptionTimes] = nil }
    // There is no such day.
    if neverDue.isShown(by: session), message.facts[.subscriptionTimes] != nil { message.facts[.subscriptionTimes] = "0 0 31 2 *" }
  }

  /// Whether the request to end a subscription must say when.
  static func needsTime(_ session: Session) -> Bool { !endsWithoutTime.isShown(by: session) }
}
