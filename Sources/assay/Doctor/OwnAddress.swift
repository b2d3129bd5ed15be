import Evidence
import Facts
import Transport

/// Our public address, called from here as the vendor's side would call it: what its certificate is worth.
struct OwnAddress {
  let url: String
  let target: TargetFile
  let own: OwnCertificate?
  private static let patience = 10_000

  /// The answer, and a line on the certificate of an address that speaks TLS.
  ///
  /// A certificate that the target names and no authority of this machine vouches for is taken at its word here, and told.
  func call() async throws(SendFailure) -> (response: WireResponse, certificate: [Examined]) {
    guard url.lowercased().hasPrefix("https:") else { return (try await carry(trusting: nil), []) }
    if let root = own?.rootPath {
      // Our own authority vouches for the address where the vendor has entered its root; nothing of this machine's does.
      let response = try await carry(trusting: root)
      return (response, [.ok(Self.what, "signed by our own authority, and names the host; the sheet prints the root to trust")])
    }
    do throws(SendFailure) {
      return (try await carry(trusting: nil), [.ok(Self.what, "its chain is trusted by this machine's authorities and names the host")])
    } catch {
      guard error.kind == .tls, let named = target.reach.tls?.certificate else { throw error }
      return (
        try await carry(trusting: named),
        [
          .note(
            Self.what, "names the host, but no authority of this machine vouches for it; the vendor's side must trust who signed \(named)")
        ]
      )
    }
  }

  /// What is to be done about a certificate with which it cannot be called.
  func advice(_ failure: SendFailure) -> Examined {
    let said = failure.detail.lowercased()
    let next =
      if said.contains("subject name") || said.contains("host name") {
        "let the certificate of our address name the host of reach.public-url"
      } else if said.contains("expired") {
        "renew the certificate of our address"
      } else if said.contains("required") || said.contains("handshake failure") || said.contains("bad certificate") {
        "our address asks callers for a certificate, and none is known here: add `tls: { client-cert: FILE, client-key: FILE }` to the role"
      } else if said.contains("wrong version") || said.contains("unknown protocol") || said.contains("packet length") {
        "our address speaks plain HTTP: write `tls: own` in `reach`, let a gateway speak TLS before it, or write http:// in public-url"
      } else {
        "let the gateway before our address show a certificate that its callers trust, with its chain"
      }
    return .wrong(Self.what, "\(url): \(failure.detail)", .ours, next)
  }
  private static let what = "our certificate"

  private func carry(trusting authorities: String?) async throws(SendFailure) -> WireResponse {
    // Who we are to the vendor is who we are to ourselves, where callers must show a certificate.
    let shown = own?.clients == nil ? nil : target.roles.map(\.tls).first { $0.certificate != nil }
    let tls = Courier.TLS(authorities: authorities, certificate: shown?.certificate, key: shown?.key)
    return try await Courier(options: .init(tls: tls)).carry(WireRequest("GET", "/"), to: url, patience: Self.patience).response
  }
}
