import Facts
import Signatures
import Transport

/// A vendor's system that cannot be reached at all: nobody's fault, and nothing to judge. Exit status 3.
struct Unreachable: Error, CustomStringConvertible {
  let role: Role
  let url: String
  let why: String
  var description: String {
    "\(role) cannot be reached at \(url): \(why); start the system, or correct `base-url` of \(role) in the target file; `curl -i \(url)` must answer something"
  }
}

/// Whether every real system answers anything at all, before a story is begun that it could not take part in.
enum Preflight {
  /// Who answered by TLS, by role.
  static func check(_ target: TargetFile) async throws -> [(role: Role, says: String)] {
    var seen: [(role: Role, says: String)] = []
    for role in target.roles {
      let courier = Courier(options: .init(tls: role.tls, proxy: role.proxy, keepsCertificates: true))
      do throws(SendFailure) {
        let met = try await courier.meet(WireRequest("GET", "/"), at: role.baseURL, patience: 5000)
        if let shown = met.certificate { seen.append((role.role, said(of: shown))) }
      } catch  where [.refused, .unresolved, .timeout, .tls].contains(error.kind) {
        throw Unreachable(role: role.role, url: role.baseURL, why: error.detail)
      } catch {}
    }
    return seen
  }

  /// `CN = mis.example.org, by CN = Example CA, to Nov 30 12:00:00 2026 GMT, SHA-256 9f86d0...`
  private static func said(of shown: PeerCertificate) -> String {
    let digest = (try? PEM(shown.pem)).map { "SHA-256 \(Hex.lower(Digest.sha256($0.der)))" }
    return [shown.subject, "by \(shown.issuer)", "to \(shown.until)", digest].compactMap(\.self).joined(separator: ", ")
  }
}
