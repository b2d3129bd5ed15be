import Facts
import Signatures

/// Opens sealed requests with what a session knows.
struct IDAOpening {
  private let keys: IDAKeys
  private let own: IDASealed

  init(_ session: Session) {
    keys = session[IDAKeys.self]
    own = session[IDASealed.self]
  }

  /// The content for the ID system; nil where it has no key at all.
  func content(of sealed: SealedRequest, ignoringHash: Bool) throws(IDAError) -> [UInt8]? {
    guard let key = keys.decryptionKey, let certificate = keys.encryption else { return nil }
    do throws(SignatureRefusal) {
      return try sealed.open(with: key, of: certificate)
    } catch {
      guard error.reason == .digestWrong else { throw .cannotOpen }
      guard ignoringHash, let wrapped = Base64.urlEitherPadding.decode(sealed.requestSessionKey), let session = try? key.unwrap(wrapped),
        let content = try? Self.content(of: sealed, session)
      else { throw .wrongHash }
      return content
    }
  }

  /// The content for whoever reads the evidence: by the ID system's key, or by the session key that this side chose.
  func content(of request: IDARequest) -> [UInt8]? {
    if let content = try? content(of: request.sealed, ignoringHash: true) { return content }
    return own.key(of: request.transaction).flatMap { try? Self.content(of: request.sealed, $0) }
  }

  private static func content(of sealed: SealedRequest, _ session: [UInt8]) throws(SignatureRefusal) -> [UInt8] {
    guard let blob = Base64.urlEitherPadding.decode(sealed.request) else { throw SignatureRefusal(.malformed, "request must be base64url") }
    return try GCMBlob.open(blob, key: session)
  }
}
