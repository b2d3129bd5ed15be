import Facts
import Foundation
import Serving
import Signatures
import SourceText
import Timeline

/// What our own address shows to those who call it by TLS: what the target names, or what an authority of the target's own certifies.
/// That one is made once and kept beside the target's keys, so that a vendor trusts its root once.
struct OwnCertificate: Sendable {
  /// The certificate and those above it, and its key, in PEM.
  let chain: String
  let key: String
  /// The root that the vendor has to trust; nil where the target names a certificate of its own.
  let root: Certificate?
  /// Where the root lies as a file of PEM.
  let rootPath: String?
  /// Whose certificates callers must show; nil: they need none.
  let clients: String?

  /// nil where the target's address does not speak TLS here.
  static func of(_ target: TargetFile) throws -> OwnCertificate? {
    guard let tls = target.reach.tls else { return nil }
    let clients = try tls.clients.map { try text($0) }
    if let certificate = tls.certificate, let key = tls.key {
      return OwnCertificate(chain: try text(certificate), key: try text(key), root: nil, rootPath: nil, clients: clients)
    }
    let folder = "\(TargetHome(target).path)/tls"
    let hosts = hosts(of: target)
    do throws(SignatureRefusal) {
      let authority = try authority(folder, target.name)
      let own = try certificate(folder, hosts, authority)
      return OwnCertificate(
        chain: own.certificate, key: own.key, root: authority.certificate, rootPath: "\(folder)/root.pem", clients: clients)
    } catch {
      throw UsageError(
        .unreadableFile, what: "what is kept in \(folder) cannot be used: \(error.detail)",
        next: "put it back, or remove the folder and let the vendor trust our new root")
    }
  }

  /// - Throws: `UsageError` where certificate and key cannot be used together.
  func identity() throws -> ServerIdentity {
    do throws(IdentityRefusal) { return try ServerIdentity(chain: chain, key: key, clients: clients) } catch {

      throw UsageError(
        .unreadableFile, what: "reach.tls: \(error.why)", next: "name a certificate with its chain in PEM, and the key that belongs to it")

    }
  }

  /// Under which names it is called.
  static func hosts(of target: TargetFile) -> [String] {
    let outside = target.reach.publicURL.flatMap { URL(string: $0)?.host(percentEncoded: false) }
    let inside = target.reach.listenHost == "0.0.0.0" ? nil : target.reach.listenHost
    return Knowledge.distinct([outside, inside, "localhost", "127.0.0.1"].compactMap(\.self))
  }

  private static func authority(_ folder: String, _ name: String) throws(SignatureRefusal) -> CertificateAuthority {
    if let root = Files.text("\(folder)/root.pem"), let key = Files.text("\(folder)/root.key") {
      return try CertificateAuthority(certificatePEM: String(decoding: root, as: UTF8.self), keyPEM: String(decoding: key, as: UTF8.self))
    }
    let made = try CertificateAuthority.mint(for: name, at: WallClock.now().seconds)
    // What another root signed is of no use any more.
    _ = unlink("\(folder)/server.pem")
    try keep(made.keyPEM ?? "", "\(folder)/root.key")
    try keep(made.certificate.pem, "\(folder)/root.pem")
    return made
  }

  /// Made anew a month before it ends, and where the address has got another name.
  private static func certificate(
    _ folder: String, _ hosts: [String], _ authority: CertificateAuthority
  ) throws(SignatureRefusal) -> (certificate: String, key: String) {
    let now = WallClock.now().seconds
    let names = hosts.joined(separator: "\n")
    let read = { (name: String) in Files.text("\(folder)/\(name)").map { String(decoding: $0, as: UTF8.self) } }
    if let certificate = read("server.pem"), let key = read("server.key"), read("hosts") == names,
      let known = try? Certificate(pem: certificate), known.isValid(at: now), known.isValid(at: now + 30 * 86_400)
    {
      return (certificate, key)
    }
    let made = try authority.certify(hosts, at: now)
    try keep(made.key, "\(folder)/server.key")
    try keep(made.certificate, "\(folder)/server.pem")
    try keep(names, "\(folder)/hosts")
    return made
  }

  private static func keep(_ text: String, _ path: String) throws(SignatureRefusal) {
    do { try Private.write(Array(text.utf8), to: path) } catch { throw SignatureRefusal(.keyInvalid, "\(path) cannot be written") }
  }

  private static func text(_ path: String) throws -> String {
    guard let bytes = Files.text(path) else { throw UsageError(.unreadableFile, "reach.tls: \(Files.what(path))") }
    return String(decoding: bytes, as: UTF8.self)
  }
}
