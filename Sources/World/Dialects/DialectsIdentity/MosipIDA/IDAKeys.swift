package import Facts
package import Signatures

/// The keys of an edge: what both sides know, and the private halves of the side that holds them.
package struct IDAKeys: Sendable {
  /// To which requests are sealed.
  package var encryption: Certificate?
  /// With which answers are signed.
  package var signing: Certificate?
  /// With which requests are signed.
  package var partner: Certificate?
  /// The ID system's private keys.
  package var decryptionKey: DecryptionKey?
  package var signingKey: SigningKey?
  /// The partner's private key.
  package var partnerKey: SigningKey?

  package init() {}

  /// Reads `ida-encryption.cert`, `ida-signing.cert`, `mis-partner.cert`, and of the private keys (`.key` in place of `.cert`) those
  /// that the role holds. `pem` gives the text of that name, nil where there is none.
  package init(for role: Role, pem: (String) -> String?) throws(SignatureRefusal) {
    if let text = pem("ida-encryption.cert") { encryption = try Certificate(pem: text) }
    if let text = pem("ida-signing.cert") { signing = try Certificate(pem: text) }
    if let text = pem("mis-partner.cert") { partner = try Certificate(pem: text) }
    if role == .id {
      if let text = pem("ida-encryption.key") { decryptionKey = try DecryptionKey(pem: text) }
      if let text = pem("ida-signing.key") { signingKey = try SigningKey(pem: text) }
    } else if let text = pem("mis-partner.key") {
      partnerKey = try SigningKey(pem: text)
    }
  }
}

extension IDAKeys: SessionKey {
  package static var initial: IDAKeys { IDAKeys() }
}

/// The session keys of the last requests that this side sealed, by transaction: so that its own traffic can be read in evidence.
struct IDASealed: SessionKey {
  typealias Value = IDASealed
  static var initial: IDASealed { IDASealed() }

  private var keys: [(transaction: String, key: [UInt8])] = []

  mutating func keep(_ key: [UInt8], of transaction: String) {
    keys.append((transaction, key))
    if keys.count > 64 { keys.removeFirst() }
  }

  func key(of transaction: String) -> [UInt8]? { keys.last { $0.transaction == transaction }?.key }
}
