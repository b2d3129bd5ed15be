import Signatures

/// A text that nobody knew before a desk gave it out. The seed of the run is drawn from it, so that people, identifiers and amounts
/// could not be prepared for.
package struct Nonce: Hashable, Sendable {
  package let text: String
  package init(_ text: String) { self.text = text }

  /// From chance that the caller gives: 16 bytes or more.
  package init(random: [UInt8]) { text = Base64.url.encode(random) }

  /// The seed as `assay run --seed` takes it: sixteen hexadecimal digits of the digest.
  package var seed: String { String(Digest.sha256Hex("assay nonce 1\n" + text).prefix(16)) }
}
