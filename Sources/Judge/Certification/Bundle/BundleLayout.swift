// MUST NOT CHANGE: bundles on disks of desks and vendors are read by this.

/// What stands where in a certificate bundle.
package enum BundleLayout {
  package static let log = "log.ndjson"
  package static let bodies = "bodies/"
  package static let sources = "suites/"
  package static let declaration = "target.json"
  package static let environment = "environment.json"
  package static let page = "certificate.html"
  /// Of a run with people whom a vendor lent: who they were, sealed to a desk (JWE).
  package static let people = "people.jwe"
  package static let manifest = "manifest.json"
  package static let key = "key.jwk"
  package static let statement = "statement.dsse.json"
  package static let credential = "credential.sd-jwt"

  /// What the manifest cannot list: itself, and what is signed over it.
  static let unlisted = [manifest, statement, credential]

  static let statementType = "application/vnd.in-toto+json"
  static let credentialType = "urn:assay:certificate:1"
}
