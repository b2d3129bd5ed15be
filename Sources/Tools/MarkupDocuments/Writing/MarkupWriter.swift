/// Writes a document piece by piece: for messages that are too long to be made as a whole. UTF-8, one declaration, line breaks between elements.
///
/// Take `bytes` out with `drain` as often as you like.
package struct MarkupWriter: Sendable {
  private struct Open {
    let tag: String
    /// The namespace of unprefixed names here.
    let defaultNamespace: String
    let namespace: String
    var hasElements = false
    /// White space beside text would be text.
    var hasText = false
  }

  private let prefixes: [String: String]
  private var bytes: [UInt8] = []
  private var open: [Open] = []
  private var isOver = false

  /// `prefixes`: prefix to namespace, declared on the root; every other namespace is written as a default namespace where it begins.
  package init(prefixes: [String: String] = [:]) {
    self.prefixes = prefixes
    put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
  }

  /// Opens an element; `namespace` nil is that of the element above.
  package mutating func begin(
    _ name: String, in namespace: String? = nil, attributes: [MarkupElement.Attribute] = []
  ) throws(MarkupRefusal) {
    guard !isOver else { throw refusal("a second root element <\(name)>") }
    try startTag(name, namespace, attributes)
    put(">")
  }

  /// Text within the element that is open.
  package mutating func text(_ text: String) throws(MarkupRefusal) {
    guard !open.isEmpty else { throw refusal("text outside of the root element") }
    open[open.count - 1].hasText = true
    try put(escaped: text, inAttribute: false)
  }

  package mutating func end() throws(MarkupRefusal) {
    guard let last = open.popLast() else { throw refusal("an element is closed that was not opened") }
    if last.hasElements, !last.hasText { newLine() }
    put("</\(last.tag)>")
    isOver = open.isEmpty
  }

  /// A whole element with what is in it.
  package mutating func write(_ element: MarkupElement) throws(MarkupRefusal) {
    switch element.content {
    case .text(let content):
      try begin(element.name, in: element.namespace, attributes: element.attributes)
      try text(content)
    case .elements(let elements):
      guard open.count < MarkupBounds.deepest else { throw refusal("elements nested more than \(MarkupBounds.deepest) deep") }
      try begin(element.name, in: element.namespace, attributes: element.attributes)
      for element in elements { try write(element) }
    }
    try end()
  }

  /// What was written since the last time.
  package mutating func drain() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// The rest. Throws where an element is still open, or none was written.
  package mutating func finish() throws(MarkupRefusal) -> [UInt8] {
    guard isOver else { throw refusal(open.last.map { "<\($0.tag)> is still open" } ?? "no root element") }
    put("\n")
    return drain()
  }
}

extension MarkupWriter {
  private mutating func startTag(_ name: String, _ wanted: String?, _ attributes: [MarkupElement.Attribute]) throws(MarkupRefusal) {
    guard MarkupName.isNCName(name) else { throw refusal("'\(MarkupWords.cut(name))' is not a name of XML") }
    let outer = open.last
    let namespace = wanted ?? outer?.namespace ?? ""
    let prefix = prefixes.sorted { $0.key < $1.key }.first { $0.value == namespace }?.key
    let tag = prefix.map { "\($0):\(name)" } ?? name
    if outer?.hasText != true { newLine() }
    if !open.isEmpty { open[open.count - 1].hasElements = true }
    put("<\(tag)")
    var defaultNamespace = outer?.defaultNamespace ?? ""
    if prefix == nil, namespace != defaultNamespace {
      try attribute("xmlns", namespace)
      defaultNamespace = namespace
    }
    if outer == nil { try declarePrefixes() }
    try put(attributes)
    open.append(Open(tag: tag, defaultNamespace: defaultNamespace, namespace: namespace))
  }

  private mutating func declarePrefixes() throws(MarkupRefusal) {
    for (prefix, namespace) in prefixes.sorted(by: { $0.key < $1.key }) {
      guard MarkupName.isNCName(prefix), !prefix.lowercased().hasPrefix("xml"), !namespace.isEmpty else {
        throw refusal("'\(MarkupWords.cut(prefix))' cannot be the prefix of '\(MarkupWords.cut(namespace))'")
      }
      try attribute("xmlns:\(prefix)", namespace)
    }
  }

  private mutating func put(_ attributes: [MarkupElement.Attribute]) throws(MarkupRefusal) {
    var seen: Set<MarkupName> = []
    for item in attributes {
      let local = item.name.local
      guard MarkupName.isNCName(local), local != "xmlns" else { throw refusal("'\(MarkupWords.cut(local))' is not a name of XML") }
      guard seen.insert(item.name).inserted else { throw refusal("the attribute \(local) is written twice") }
      if item.name.namespace.isEmpty {
        try attribute(local, item.value)
      } else {
        guard let prefix = prefixes.sorted(by: { $0.key < $1.key }).first(where: { $0.value == item.name.namespace })?.key else {
          throw refusal("the attribute \(local) is in a namespace that has no prefix here")
        }
        try attribute("\(prefix):\(local)", item.value)
      }
    }
  }

  private mutating func attribute(_ name: String, _ value: String) throws(MarkupRefusal) {
    put(" \(name)=\"")
    try put(escaped: value, inAttribute: true)
    put("\"")
  }

  private mutating func put(escaped text: String, inAttribute: Bool) throws(MarkupRefusal) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: put("&amp;")
      case 0x3C: put("&lt;")
      // `]]>` may not stand in text.
      case 0x3E: put("&gt;")
      case 0x22 where inAttribute: put("&quot;")
      case 0x09 where inAttribute, 0x0A where inAttribute, 0x0D: put("&#\(scalar.value);")
      case 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF, 0x09, 0x0A: bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
      default:
        throw refusal("the text '\(MarkupWords.cut(text))' holds the character U+\(String(scalar.value, radix: 16, uppercase: true))")
      }
    }
  }

  private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func newLine() {
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: open.count))
  }

  private func refusal(_ why: String) -> MarkupRefusal {
    MarkupRefusal(.unsayable, why, at: MarkupPlace(path: open.map { "/" + $0.tag }.joined()))
  }
}
