/// The `X-Hub-Signature` of an event pushed to a subscriber, in the forms that exist: they share a header and disagree about its input.
package struct HubSignature: Sendable, Hashable {
  /// What is fed to the HMAC, and how the method is written.
  package enum Form: Sendable, Hashable, CaseIterable {
    /// OpenCRVS 1.x: over `sha256:` and the percent-encoded body text, method in lower case.
    case opencrvs
    /// MOSIP's hub: over the raw body, method in upper case; its verifier takes any spelling it does not know for SHA-256.
    case mosip
    /// W3C WebSub section 7: over the raw body, method in lower case; SHA-256 is sent, SHA-384 and SHA-512 are taken too.
    case webSub
  }

  package let form: Form
  private let secret: [UInt8]

  package init(_ form: Form, secret: String) {
    self.form = form
    self.secret = Array(secret.utf8)
  }

  /// The value of the header for this body.
  package func sign(_ body: [UInt8]) -> String {
    (form == .mosip ? "SHA256=" : "sha256=") + Hex.lower(HMAC.sha256(input(body), key: secret))
  }

  /// Refuses a header that is not the signature of this body, and SHA-1, which WebSub still allows. Methods are taken in either case.
  package func verify(_ header: String, of body: [UInt8]) throws(SignatureRefusal) {
    let parts = header.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let methods: [(name: String, hash: HashFunction)] = [("sha256", .sha256), ("sha384", .sha384), ("sha512", .sha512)]
    let known = methods.prefix(form == .webSub ? 3 : 1)
    guard parts.count == 2, let method = known.first(where: { $0.name == parts[0].lowercased() }) else {
      throw SignatureRefusal(.algorithmUnknown, "X-Hub-Signature must start with \(known.map { $0.name + "=" }.joined(separator: " or "))")
    }
    guard let code = Hex.decode(String(parts[1])) else {
      throw SignatureRefusal(.malformed, "X-Hub-Signature must be \(method.name)= and \(method.hash.size * 2) hexadecimal digits")
    }
    guard HMAC.isCode(code, method.hash, of: input(body), key: secret) else {
      throw SignatureRefusal(.signatureWrong, "X-Hub-Signature is not the HMAC of this body with the subscription's secret")
    }
  }

  private func input(_ body: [UInt8]) -> [UInt8] {
    form == .opencrvs ? Array("sha256:\(PercentEncoding.component(String(decoding: body, as: UTF8.self)))".utf8) : body
  }
}
