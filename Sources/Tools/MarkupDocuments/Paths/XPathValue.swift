/// What an expression gives.
package enum XPathValue {
  /// In document order.
  case nodes([MarkupNode])
  case text(String)
  /// A number as text, never with an exponent. `sum(...)` and `number(...)` of nodes are exact decimals; what XPath computes otherwise
  /// is a binary fraction, and its shortest text. `NaN`, `Infinity` and `-Infinity` as XPath writes them.
  case number(String)
  case flag(Bool)

  /// As XPath's `string()`: of nodes, the first one's text.
  package var text: String {
    switch self {
    case .nodes(let nodes): nodes.first?.text ?? ""
    case .text(let text), .number(let text): text
    case .flag(let flag): flag ? "true" : "false"
    }
  }

  /// As XPath's `boolean()`.
  package var isTrue: Bool {
    switch self {
    case .nodes(let nodes): !nodes.isEmpty
    case .text(let text): !text.isEmpty
    case .number(let text): text != "0" && text != "NaN" && text.contains { $0 != "0" && $0 != "." && $0 != "-" }
    case .flag(let flag): flag
    }
  }

  package var nodes: [MarkupNode] {
    if case .nodes(let nodes) = self { nodes } else { [] }
  }
}
