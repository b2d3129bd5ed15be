/// The `X-Hub-Signature` of an event pushed to a subscriber, in the forms that exist: they share a header and disagree about its input.
package struct HubSignature: Sendable, Hashable {
  /// What is fed to the HMAC, and how the method is written.
  package enum Form: Sendable, Hashable, CaseIterable {
    /// OpenCRVS 1.x: over `sha256:` and the percent-encoded body text, method in lower case.
    case opencrvs
    /// MOSIP's hub: over the raw body, method in upper case; its verifier takes any spelling it does not know for SHA-256.
    case mosip
  }

  package let form: Form
  private let secret: [UInt8]

  package init(_ form: Form, secret: String) {
    self.form = form
    self.secret = Array(secret.utf8)
  }

  /// The value of the header for this body.
  package func sign(_ body: [UInt8]) -> String {
    (form == .opencrvs ? "sha256=" : "SHA256=") + Hex.lower(HMAC.sha256(input(body), key: secret))
  }

  /// Refuses a header that is not the signature of this body. Both spellings of the method are taken.
  package func verify(_ header: String, of body: [UInt8]) throws(SignatureRefusal) {
    guard header.lowercased().hasPrefix("sha256=") else {
      throw SignatureRefusal(.algorithmUnknown, "X-Hub-Signature must start with sha256=")
    }
    guard let code = Hex.decode(String(header.dropFirst(7))) else {
      throw SignatureRefusal(.malformed, "X-Hub-Signature must be sha256= and 64 hexadecimal digits")
    }
    guard HMAC.isSHA256(code, of: input(body), key: secret) else {
      throw SignatureRefusal(.signatureWrong, "X-Hub-Signature is not the HMAC of this body with the subscription's secret")
    }
  }

  private func input(_ body: [UInt8]) -> [UInt8] {
    form == .mosip ? body : Array("sha256:\(PercentEncoding.component(String(decoding: body, as: UTF8.self)))".utf8)
  }
}
