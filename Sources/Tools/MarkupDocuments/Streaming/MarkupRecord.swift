/// One record of a large file, while it is shown. Its nodes are gone afterwards: kept ones read as empty.
package struct MarkupRecord {
  /// Counted from 1, over the whole file.
  package let number: Int
  package let root: MarkupNode

  package func evaluate(_ path: XPath) throws(MarkupRefusal) -> XPathValue { try root.evaluate(path) }
}
