/// A SHA-256 written as base64url, padded or not, or as hexadecimal of either case: clients differ.
package enum Thumbprint {
  package static func isSame(_ text: String, _ digest: [UInt8]) -> Bool {
    guard let bytes = text.utf8.count == 64 ? Hex.decode(text) : Base64.urlEitherPadding.decode(text) else { return false }
    return ConstantTime.equal(bytes, digest)
  }
}
