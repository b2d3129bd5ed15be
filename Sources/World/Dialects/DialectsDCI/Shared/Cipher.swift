import Documents
import Facts
import Signatures

/// Encrypted messages: `message` is a flattened JWE for a key that the receiver has published, and the header says so. The text shows its
/// algorithms in an unprotected header.
enum Cipher {
  static let ownID = "enc-1"
  private static let algorithm = KeyManagement.ecdhESA256KW

  /// Whether this side encrypts what it sends. What comes encrypted is opened by whoever it is for, declared or not.
  static func isUsed(_ session: Session) -> Bool { session.settings["encryption"] == "jwe" }

  // MARK: keys

  private static func scalar(_ session: Session) -> [UInt8] {
    Digest.sha256(Array("dci encryption \(session.role) \(session.settings["key-seed"] ?? "")".utf8))
  }
  private static func point(_ scalar: [UInt8]) -> JSON? { (try? SigningKey.p256(scalar: scalar))?.verificationKey.bareJWK }

  /// The public key of this actor, as its key set shows it.
  static func published(_ session: Session) -> JSON? {
    guard var jwk = point(scalar(session)) else { return nil }
    jwk["use"] = "enc"
    jwk["alg"] = .string(algorithm.rawValue)
    jwk["kid"] = .string(ownID)
    return jwk
  }
  private static func own(_ session: Session) -> DecryptionKey? {
    guard var jwk = point(scalar(session)) else { return nil }
    jwk["d"] = .string(Base64.url.encode(scalar(session)))
    return try? DecryptionKey(jwk: jwk)
  }

  /// The first key of a set to which messages can be encrypted.
  static func addressee(in set: JSON) -> JWE.Addressee? {
    (set["keys"]?.items ?? []).firstNonNil { jwk -> JWE.Addressee? in
      guard jwk["use"]?.text == "enc", let key = try? EncryptionKey(jwk: jwk) else { return nil }
      let usual = jwk["kty"]?.text == "RSA" ? KeyManagement.rsaOAEP256 : algorithm
      return JWE.Addressee(key, jwk["alg"]?.text.flatMap { KeyManagement(rawValue: $0) } ?? usual, keyID: jwk["kid"]?.text)
    }
  }
  /// Nobody can open what is encrypted to this one.
  private static var stranger: JWE.Addressee? {
    guard var jwk = point(Digest.sha256(Array("a stranger's key".utf8))) else { return nil }
    jwk["use"] = "enc"
    return (try? EncryptionKey(jwk: jwk)).map { JWE.Addressee($0, algorithm, keyID: "key-of-nobody") }
  }

  // MARK: out

  /// Encrypts for the peer; as it is, where the peer has published no key for that.
  static func seal(_ envelope: inout Envelope, _ session: Session) {
    guard let to = session[PeerSealing.self] else { return }
    seal(&envelope, to: to, session)
  }

  private static func seal(_ envelope: inout Envelope, to addressee: JWE.Addressee, _ session: Session) {
    guard let random = randomness(envelope, session),
      let sealed = try? JWE.sealJSON(
        envelope.message.encoded(), to: [addressee], .a256gcm, random, JWE.Options(protectsHeader: false))
    else { return }
    envelope.header["is_msg_encrypted"] = true
    envelope.message = sealed
  }

  /// Its sender can draw it again, so that what was sent can be read in its own record: it follows from a secret of the sender and from
  /// the id of the message, which is never used twice.
  private static func randomness(_ envelope: Envelope, _ session: Session) -> SeededBytes? {
    let id = envelope.text("message_id") ?? ""
    return try? SeededBytes(seed: Digest.sha256(scalar(session) + Array("seals \(id)".utf8)))
  }

  /// One of the faults of encryption, or a right encryption on request.
  static func spoil(_ envelope: inout Envelope, _ fault: FaultName?, _ session: Session) {
    switch fault {
    case Faults.encrypted: seal(&envelope, session)
    case Faults.encryptedForAnother: if let stranger { seal(&envelope, to: stranger, session) }
    case Faults.encryptedAltered:
      seal(&envelope, session)
      guard let text = envelope.message["ciphertext"]?.text, let first = text.first else { return }
      envelope.message["ciphertext"] = .string((first == "A" ? "B" : "A") + text.dropFirst())
    case Faults.encryptedInName: envelope.header["is_msg_encrypted"] = true
    default: break
    }
  }

  // MARK: in

  /// Opens what says that it is encrypted; refuses what cannot be opened.
  static func open(_ envelope: inout Envelope, _ session: Session) throws(Misread) {
    guard envelope.header["is_msg_encrypted"]?.bool == true else { return }
    if session.shows("takes-plain-as-encrypted"), envelope.message["ciphertext"] == nil { return }
    let isKnown = !session.shows("reads-no-encryption")
    guard isKnown, let key = own(session), let plain = try? JWE(envelope.message).open(with: key), let message = message(plain) else {
      throw Misread(.signature, at: place, "the message cannot be opened")
    }
    envelope.message = message
  }
  /// Where a refusal of `open` says that it is.
  static let place = "/encryption"

  /// The same message in plain, whichever side of it this is; as it is, where nobody here could read it.
  static func opened(_ envelope: Envelope, _ session: Session) -> Envelope {
    guard envelope.header["is_msg_encrypted"]?.bool == true, let sealed = try? JWE(envelope.message) else { return envelope }
    var envelope = envelope
    let received = own(session).flatMap { try? sealed.open(with: $0) }
    let sent = received == nil ? randomness(envelope, session).flatMap { try? sealed.open(sealedWith: $0) } : nil
    if let message = (received ?? sent).flatMap({ message($0) }) { envelope.message = message }
    return envelope
  }

  private static func message(_ plain: [UInt8]) -> JSON? { (try? JSON(parsing: plain)).flatMap { $0.members == nil ? nil : $0 } }
}

/// The peer's key to which messages are encrypted, once it was fetched.
enum PeerSealing: SessionKey { static var initial: JWE.Addressee? { nil } }
