extension MarkupRefusal {
  /// A stable word for a kind of refusal: `xml.doctype`. Reports hold on to these.
  package enum Code: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    case unreadable = "xml.unreadable"
    case empty = "xml.empty"
    case doctype = "xml.doctype"
    case entity = "xml.entity"
    case encoding = "xml.encoding"
    case character = "xml.character"
    case truncated = "xml.truncated"
    case namespace = "xml.namespace"
    case grammar = "xml.grammar"
    case size = "xml.bound.size"
    case depth = "xml.bound.depth"
    case nodes = "xml.bound.nodes"
    case attributes = "xml.bound.attributes"
    case token = "xml.bound.token"
    case number = "xml.number"
    case unsayable = "xml.unsayable"
    case path = "xpath.grammar"
    case prefix = "xpath.prefix"
    case function = "xpath.function"
    case work = "xpath.bound.work"
    case result = "xpath.bound.result"
    case schema = "xsd.schema"
    case schemaSource = "xsd.source"

    package var description: String { rawValue }

    /// What to do, where the place has nothing more precise to say.
    var next: String {
      switch self {
      case .unreadable: "check that the file exists and may be read"
      case .empty: "send one XML document with one root element"
      case .doctype: "remove the DOCTYPE declaration; messages need none, and it is how files and networks are reached from XML"
      case .entity: "write the character itself or its number, as in &#233;; only &amp; &lt; &gt; &quot; and &apos; have names"
      case .encoding: "write UTF-8 and declare it: <?xml version=\"1.0\" encoding=\"UTF-8\"?>"
      case .character: "remove the control character; XML cannot hold it, not even as a reference"
      case .truncated: "check that the whole document was written and sent; Content-Length counts bytes, not characters"
      case .namespace: "declare the prefix with xmlns:prefix=\"...\" on this element or above it"
      case .grammar: "correct the markup here; write messages with an XML library, not by joining texts"
      case .size: "send smaller documents, or stream the file"
      case .depth: "flatten the document"
      case .nodes: "split the document, or stream it record by record"
      case .attributes: "put long or many values into elements"
      case .token: "split it, or put the text into elements"
      case .number: "write a decimal number as xs:decimal: digits, one point at most, no exponent and no separators of thousands"
      case .unsayable: "use names that XML allows, and texts without control characters"
      case .path: "correct the expression at this column (XPath 1.0)"
      case .prefix: "add the prefix to the table of prefixes beside the expression"
      case .function: "use a function of XPath 1.0"
      case .work: "write the path from the root instead of //, or send a smaller document"
      case .result: "narrow the expression with a predicate, or count() the nodes"
      case .schema: "correct the schema"
      case .schemaSource: "put the schema that is named into the folder beside the one that names it; nothing is loaded from a network"
      }
    }
  }
}
