import CLibXML2

/// A start tag as libxml2 tells it. Names are interned in the parser's dictionary, so that equal names are equal pointers.
struct ElementStart {
  let local: UnsafePointer<xmlChar>
  let prefix: UnsafePointer<xmlChar>?
  let uri: UnsafePointer<xmlChar>?
  let namespaceCount: Int32
  let namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  let attributeCount: Int32
  let defaultedCount: Int32
  /// Five a piece: local name, prefix, namespace, start and end of the value.
  let attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

  /// The length of the longest value in bytes.
  var longestAttribute: Int {
    guard let attributes else { return 0 }
    var longest = 0
    for n in 0..<Int(attributeCount) {
      guard let start = attributes[5 * n + 3], let end = attributes[5 * n + 4] else { continue }
      longest = max(longest, end - start)
    }
    return longest
  }
}
