import Documents
import Facts
import Signatures

/// The registry's key, as the listener fetched it.
enum RegistryKey: SessionKey { static var initial: VerificationKey? { nil } }

/// The bearer token of a trigger: signed by the registry, good for ten minutes, for one record.
enum RecordToken {
  private static let lifetime: Int64 = 600

  // MARK: the registry

  /// The declared key, else the sandbox's own, which anybody can know. OpenCRVS itself signs with RSA.
  private static func key(_ session: Session) throws(SignatureRefusal) -> SigningKey {
    if let pem = session.settings["signing-key"] { return try SigningKey(pem: pem) }
    return try .ed25519(seed: Digest.sha256(Array("opencrvs \(session.role) \(session.settings["key-seed"] ?? "")".utf8)))
  }

  static func headers(for record: String, _ fault: FaultName?, _ session: Session, _ stamp: Stamp) -> [HeaderField] {
    guard fault != Faults.noToken else { return [] }
    let now = stamp.wire.seconds - (fault == Faults.expiredToken ? 86_400 : 0)
    var claims = TokenClaims(
      issuer: ClientToken.issuer, subject: "registrar", audience: ["opencrvs:countryconfig-user"], scopes: ["record.confirm-registration"],
      issuedAt: now, expires: now + lifetime)
    claims.more["eventId"] = .string(fault == Faults.narrowToken ? "another-record" : record)
    do throws(SignatureRefusal) {
      let stranger = Digest.sha256(Array("a stranger's key".utf8))
      let key = fault == Faults.unknownKey ? try SigningKey.ed25519(seed: stranger) : try key(session)
      return [HeaderField("Authorization", "Bearer \(try JWT.sign(claims, with: key))")]
    } catch { return [] }
  }

  static func published(_ session: Session) -> WireResponse {
    guard let pem = (try? key(session))?.verificationKey.pem else { return WireResponse(503) }
    return WireResponse(200, headers: [HeaderField("Content-Type", "text/plain")], body: Array(pem.utf8))
  }

  // MARK: the listener

  static let preparation = Preparation(
    missing: { purpose, session, _ in
      guard case .reading = purpose, session[RegistryKey.self] == nil else { return nil }
      return Preparation.Errand(WireRequest("GET", session.settings["public-key-url"] ?? "/.well-known"), as: "public-key")
    },
    keep: { _, response, session, _ in
      guard response.status == 200 else { return }
      session[RegistryKey.self] = try? VerificationKey(pem: String(decoding: response.body, as: UTF8.self))
    })

  /// Refuses what the registry did not sign for this record and this hour.
  static func check(_ request: WireRequest, record: String?, _ session: Session, _ stamp: Stamp) throws(Misread) {
    guard let shown = request.headers["Authorization"], shown.lowercased().hasPrefix("bearer ") else {
      throw Misread(.token, at: "Authorization", "a bearer token is required")
    }
    guard let key = session[RegistryKey.self] else { throw Misread(.token, at: "Authorization", "the registry's key could not be had") }
    let claims: TokenClaims
    do throws(SignatureRefusal) {
      claims = try JWT.verify(String(shown.dropFirst(7)), with: key, at: stamp.wire.seconds, TokenRules(issuer: ClientToken.issuer))
    } catch { throw Misread(.token, at: "Authorization", "the token is not good") }
    if let named = claims.more["eventId"]?.text, let record, named != record {
      throw Misread(.token, at: "scope", "the token is for another record")
    }
  }
}
