import Documents
import Facts
import Signatures

/// The keys of both sides: one's own, and what the peer publishes.
enum Keys {
  static let path = "/.well-known/jwks.json"
  static let ownID = "key-1"

  /// The declared key (`signing-key`, PEM), else the sandbox's own of that role, which anybody can know.
  static func own(_ session: Session) throws(SignatureRefusal) -> SigningKey {
    if let pem = session.settings["signing-key"] { return try SigningKey(pem: pem) }
    let seed = session.settings["key-seed"] ?? ""
    if let kept = session[OwnKey.self], kept.seed == seed { return kept.key }
    return try own(session.role, seed)
  }
  static func own(_ role: Role, _ seed: String) throws(SignatureRefusal) -> SigningKey {
    try .ed25519(seed: Digest.sha256(Array("dci \(role) \(seed)".utf8)))
  }
  /// A key that nobody has published.
  static func stranger() throws(SignatureRefusal) -> SigningKey { try .ed25519(seed: Digest.sha256(Array("a stranger's key".utf8))) }

  /// One's own key, by each of its names.
  static func ownStore(_ session: Session) -> KeyStore {
    var store = KeyStore()
    if let key = try? own(session).verificationKey {
      store.add(key, keyID: ownID)
      if let print = key.thumbprint { store.add(key, keyID: print) }
    }
    return store
  }

  /// What this actor publishes.
  static func published(_ session: Session) -> WireResponse {
    let keys = (ownStore(session).jwks["keys"]?.items ?? []) + (Cipher.published(session).map { [$0] } ?? [])
    return WireResponse(200, headers: Bodies.headers, body: JSON.object(["keys": .array(keys)]).encoded())
  }

  static func keep(_ response: WireResponse, _ session: inout Session) {
    guard response.status == 200, let json = try? JSON(parsing: response.body), let store = try? KeyStore(jwks: json) else { return }
    session[PeerKeys.self] = store
    session[PeerSealing.self] = Cipher.addressee(in: json)
  }
}

/// What the peer has published, once it was fetched.
enum PeerKeys: SessionKey { static var initial: KeyStore? { nil } }

/// The sandbox's own key of the session's role, where it was made already.
enum OwnKey: SessionKey { static var initial: (seed: String, key: SigningKey)? { nil } }

enum Bodies {
  static let headers = [HeaderField("Content-Type", "application/json")]
}
