/// Why a bundle could not be made or read, with what to do after the first semicolon.
package struct BundleRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}
