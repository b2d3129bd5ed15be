package import Documents

// MUST NOT CHANGE: certificates on vendors' walls are read by this. New keys may be added within a version; nothing else.

/// What a certificate says: the same words in the signed statement, in the credential and on the page.
package struct CertificateClaim: Hashable, Sendable {
  package static let version = 1
  package let json: JSON

  init(_ json: JSON) { self.json = json }

  /// Refuses what is no claim, and a later version.
  package init(reading json: JSON) throws(BundleRefusal) {
    guard let version = json["assay-certificate"]?.int else { throw BundleRefusal("the statement holds no certificate of Assay") }
    guard version == Self.version else {
      throw BundleRefusal(
        "version \(version) of the certificate is not known; this tool reads version \(Self.version), so use the version of the tool that wrote it"
      )
    }
    self.json = json
  }

  /// The desk that gave the nonce out, as it calls itself; nil where the vendor alone speaks.
  package var witness: String? { json["witness"]?["name"]?.text }
  /// RFC 7638, SHA-256: of the key that signs.
  package var thumbprint: String { text("witness", "key") }
  package var role: String { text("role") }
  package var profile: String { text("profile", "name") }
  package var level: String { text("level", "name") }
  package var product: String { text("product", "name") + " " + text("product", "version") }
  package var until: String { text("until") }
  package var tested: String { text("tested") }
  package var nonce: String { text("nonce") }
  package var runs: Int? { json["runs"]?.int }
  package var seed: String { text("seed") }
  package var tool: String { text("tool") }
  package var score: String { text("score", "says") }
  package var logDigest: String { text("log") }
  package var isDraft: Bool { json["profile"]?["draft"]?.bool ?? true }

  package var suites: [(id: String, version: String, digest: String)] {
    (json["suites"]?.items ?? []).map { ($0["id"]?.text ?? "", $0["version"]?.text ?? "", $0["digest"]?.text ?? "") }
  }
  /// The state of each requirement that binds the role, in the order of the catalogue.
  package var states: [(id: String, state: String)] {
    (json["requirements"]?.items ?? []).map { ($0["id"]?.text ?? "", $0["state"]?.text ?? "") }
  }
  /// What stood beside the results, in the sentences of the claim; each named by its requirement, or by the erratum.
  package var waivers: [String] { beside("waivers") }
  package var interpretations: [String] { beside("interpretations") }
  package var errata: [String] {
    (json["errata"]?.items ?? []).map { "\($0["id"]?.text ?? ""): \($0["reason"]?.text ?? ""), \($0["upstream"]?.text ?? "")" }
  }
  package var isSelfDeclared: Bool { json["basis"] == "self-declared" }

  private func beside(_ name: String) -> [String] {
    (json["requirements"]?.items ?? []).flatMap { requirement in
      (requirement[name]?.items ?? []).map { "\(requirement["id"]?.text ?? "") \($0["says"]?.text ?? "")" }
    }
  }

  private func text(_ path: String...) -> String { path.reduce(json) { $0[$1] ?? .null }.text ?? "" }
}
