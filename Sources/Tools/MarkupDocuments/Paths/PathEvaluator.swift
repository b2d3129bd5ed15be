import CLibXML2
import Documents

/// Evaluates expressions on one document, and keeps them compiled. Belongs to one task.
final class PathEvaluator {
  /// Steps that libxml2 may take for one expression. A `//` over a document of standard bounds takes a tenth; what multiplies is cut
  /// off within seconds, because joining node-sets costs more than the steps that are counted.
  static let mostWork: UInt = 1_000_000
  static let mostNodes = 10_000
  private static let mostKept = 64

  private let document: xmlDocPtr
  private var context: xmlXPathContextPtr?
  private var registered: [String: String] = [:]
  private var compiled: [Key: xmlXPathCompExprPtr] = [:]

  private struct Key: Hashable {
    let text: String
    let prefixes: [String: String]
  }

  init(_ document: xmlDocPtr) { self.document = document }

  deinit { close() }

  func close() {
    for expression in compiled.values { xmlXPathFreeCompExpr(expression) }
    compiled = [:]
    if let context { xmlXPathFreeContext(context) }
    context = nil
  }

  func evaluate(_ path: XPath, from node: xmlNodePtr, in tree: MarkupTree) throws(MarkupRefusal) -> XPathValue {
    if let exact = path.exact, let number = try exactly(exact, path, from: node, in: tree) { return .number(number) }
    return try value(path.text, path.prefixes, from: node, in: tree)
  }

  /// Nil where the argument is not a node-set; then XPath's own rules hold.
  private func exactly(_ call: ExactCall, _ path: XPath, from node: xmlNodePtr, in tree: MarkupTree) throws(MarkupRefusal) -> String? {
    guard case .nodes(let nodes) = try value(call.argument, path.prefixes, from: node, in: tree) else { return nil }
    switch call.function {
    case .number: return nodes.first.flatMap { ExactDecimal(xsdDecimal: $0.text) }?.text ?? "NaN"
    case .sum:
      var sum = ExactDecimal.zero
      for node in nodes {
        guard let term = ExactDecimal(xsdDecimal: node.text) else { return "NaN" }
        sum += term
      }
      return sum.text
    }
  }

  private func value(_ text: String, _ prefixes: [String: String], from node: xmlNodePtr, in tree: MarkupTree) throws(MarkupRefusal)
    -> XPathValue
  {
    var refusal: MarkupRefusal?
    let found: xmlXPathObjectPtr? = ErrorEar.listening { error in
      if refusal == nil { refusal = MarkupRefusal(evaluating: text, error) }
    } during: {
      guard let context = readied(prefixes), let expression = expression(Key(text: text, prefixes: prefixes), context) else { return nil }
      context.pointee.node = node
      context.pointee.opCount = 0
      return xmlXPathCompiledEval(expression, context)
    }
    defer { if let found { xmlXPathFreeObject(found) } }
    if let refusal { throw refusal }
    guard let found else { throw MarkupRefusal(.path, "\(MarkupWords.cut(text)) cannot be evaluated") }
    return try Self.read(found, tree)
  }

  private func readied(_ prefixes: [String: String]) -> xmlXPathContextPtr? {
    if context == nil {
      context = xmlXPathNewContext(document)
      if let context {
        clibxml2_join_xpath(context)
        context.pointee.opLimit = Self.mostWork
      }
    }
    guard let context else { return nil }
    if registered != prefixes {
      xmlXPathRegisteredNsCleanup(context)
      for (prefix, namespace) in prefixes { xmlXPathRegisterNs(context, prefix, namespace) }
      registered = prefixes
    }
    return context
  }

  private func expression(_ key: Key, _ context: xmlXPathContextPtr) -> xmlXPathCompExprPtr? {
    if let kept = compiled[key] { return kept }
    guard let new = xmlXPathCtxtCompile(context, key.text) else { return nil }
    if compiled.count >= Self.mostKept {
      for expression in compiled.values { xmlXPathFreeCompExpr(expression) }
      compiled = [:]
    }
    compiled[key] = new
    return new
  }

  private static func read(_ object: xmlXPathObjectPtr, _ tree: MarkupTree) throws(MarkupRefusal) -> XPathValue {
    switch object.pointee.type {
    case XPATH_BOOLEAN: return .flag(object.pointee.boolval != 0)
    case XPATH_NUMBER: return .number(XPathNumber.text(object.pointee.floatval))
    case XPATH_STRING: return .text(String(xml: object.pointee.stringval))
    case XPATH_NODESET:
      guard let set = object.pointee.nodesetval?.pointee, let table = set.nodeTab else { return .nodes([]) }
      guard set.nodeNr <= mostNodes else {
        throw MarkupRefusal(.result, "the expression gives \(set.nodeNr) nodes, and \(mostNodes) is the most")
      }
      var nodes: [MarkupNode] = []
      nodes.reserveCapacity(Int(set.nodeNr))
      for n in 0..<Int(set.nodeNr) {
        guard let node = table[n] else { continue }
        guard node.pointee.type != XML_NAMESPACE_DECL else {
          throw MarkupRefusal(.path, "the expression gives namespace nodes", next: "ask for namespace-uri() of an element instead")
        }
        nodes.append(MarkupNode(tree, node))
      }
      return .nodes(nodes)
    default: throw MarkupRefusal(.path, "the expression gives neither nodes nor text, number or boolean")
    }
  }
}
