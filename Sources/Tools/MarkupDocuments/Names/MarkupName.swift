/// A name with its namespace; empty for none.
package struct MarkupName: Hashable, Sendable, CustomStringConvertible {
  package let namespace: String
  package let local: String

  package init(_ local: String, in namespace: String = "") { (self.local, self.namespace) = (local, namespace) }

  package var description: String { namespace.isEmpty ? local : "{\(namespace)}\(local)" }

  /// An NCName (Namespaces in XML 1.0, 3): a name without colon.
  static func isNCName(_ text: String) -> Bool {
    var scalars = text.unicodeScalars.makeIterator()
    guard let first = scalars.next(), startsName(first) else { return false }
    while let next = scalars.next() {
      switch next.value {
      case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: continue
      default: guard startsName(next) else { return false }
      }
    }
    return true
  }

  private static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D,
      0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
      true
    default: false
    }
  }
}
