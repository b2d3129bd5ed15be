package import Documents
package import Evidence
package import Signatures

/// Everything that a certificate rests on in one file, signed: whoever has it needs nothing else to check it.
package struct CertificateBundle: Sendable {
  /// What goes in beside the signatures.
  package struct Contents: Sendable {
    package var log: [UInt8]
    package var bodies: [(digest: String, bytes: [UInt8])]
    /// The files of the suites that were played, by path: `suites/crvs-mis/CR-06.yaml`.
    package var sources: [(path: String, bytes: [UInt8])]
    package var declaration: [UInt8]
    package var environment: JSON
    package var page: [UInt8]
    /// Those whom a vendor lent, sealed; nil where all were made up.
    package var people: [UInt8]?

    package init(
      log: [UInt8], bodies: [(digest: String, bytes: [UInt8])], sources: [(path: String, bytes: [UInt8])], declaration: [UInt8],
      environment: JSON, page: [UInt8], people: [UInt8]? = nil
    ) {
      self.log = log
      self.bodies = bodies
      self.sources = sources
      self.declaration = declaration
      self.environment = environment
      self.page = page
      self.people = people
    }
  }

  /// The bytes of the bundle. With an Ed25519 key the same contents and claim give the same bytes; ES256 signs differently each time.
  package static func sealed(_ contents: Contents, _ claim: CertificateClaim, _ ledger: Ledger, with key: SigningKey) throws -> [UInt8] {
    try check(key)
    guard let jwk = key.verificationKey.jwk(keyID: claim.thumbprint) else { throw BundleRefusal("a shared secret signs no certificate") }
    var members = [
      TarArchive.Member(BundleLayout.log, contents.log), .init(BundleLayout.declaration, contents.declaration),
      .init(BundleLayout.environment, contents.environment.encoded(pretty: true) + [10]), .init(BundleLayout.page, contents.page),
      .init(BundleLayout.key, jwk.encoded() + [10]),
    ]
    if let people = contents.people { members.append(.init(BundleLayout.people, people)) }
    members += contents.bodies.map { TarArchive.Member(BundleLayout.bodies + $0.digest, $0.bytes) }
    members += contents.sources.map { TarArchive.Member($0.path, $0.bytes) }
    let manifest = BundleManifest(members).bytes
    let statement = TestResultStatement.json(claim, ledger, manifest: manifest).encoded()
    let envelope = try DSSEEnvelope(statement, type: BundleLayout.statementType, by: [(keyID: claim.thumbprint, key: key)])
    members.append(.init(BundleLayout.manifest, manifest))
    members.append(.init(BundleLayout.statement, envelope.json.encoded() + [10]))
    let credential = try CertificateCredential.text(claim, manifest: manifest, key: key, keyID: claim.thumbprint)
    members.append(.init(BundleLayout.credential, Array(credential.utf8) + [10]))
    return try TarArchive(members).bytes
  }

  /// Certificates are signed by Ed25519 or ES256 and nothing else: what every verifier of statements and credentials reads.
  package static func check(_ key: SigningKey) throws(BundleRefusal) {
    guard [.ed25519, .p256].contains(key.kind) else {
      throw BundleRefusal(
        "a key of kind \(key.kind.rawValue) signs no certificate; give an Ed25519 or P-256 key, as `assay keygen` makes them")
    }
  }
}
