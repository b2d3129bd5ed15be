/// What a peer showed of itself by TLS, verified against whom we trust.
package struct PeerCertificate: Sendable {
  private let fields: [(name: String, value: String)]
  /// As libcurl tells them, in the words of its TLS library.
  init(_ fields: [(name: String, value: String)]) { self.fields = fields }

  package var subject: String { self["Subject"] }
  package var issuer: String { self["Issuer"] }
  /// Its last moment, as its authority wrote it.
  package var until: String { self["Expire date"] }
  /// The certificate itself; empty where it is not told.
  package var pem: String { self["Cert"] }

  private subscript(name: String) -> String { fields.first { $0.name == name }?.value ?? "" }
}
