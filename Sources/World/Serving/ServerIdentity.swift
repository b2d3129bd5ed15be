import HummingbirdTLS
import NIOSSL

/// Who a listener is to those who call it by TLS: its certificate, those above it, and its key, all in PEM.
package struct ServerIdentity: Sendable {
  let configuration: TLSConfiguration

  /// Refuses what is no certificate, no key, or a key of another certificate.
  ///
  /// - Parameter clients: authorities in PEM; who calls must then show a certificate of theirs.
  package init(chain: String, key: String, clients: String? = nil) throws(IdentityRefusal) {
    do {
      let certificates = try NIOSSLCertificate.fromPEMBytes(Array(chain.utf8))
      guard !certificates.isEmpty else { throw IdentityRefusal(why: "there is no certificate") }
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: certificates.map { .certificate($0) },
        privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)))
      if let clients {
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(clients.utf8)))
        configuration.certificateVerification = .noHostnameVerification
      }
      configuration.minimumTLSVersion = .tlsv12
      configuration.applicationProtocols = ["http/1.1"]
      _ = try NIOSSLContext(configuration: configuration)
      self.configuration = configuration
    } catch let refusal as IdentityRefusal {
      throw refusal
    } catch {
      throw IdentityRefusal(why: "certificate and key cannot be used together: \(error)")
    }
  }
}

package struct IdentityRefusal: Error, Sendable {
  package let why: String
}
