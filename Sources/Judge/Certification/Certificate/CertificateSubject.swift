package import Conformance
package import Evidence

/// Whom a certificate is about: one role under test, under one profile.
package struct CertificateSubject: Sendable {
  package let role: RoleResult
  /// nil where no profile of the suites speaks of the role over these dialects.
  package let level: LevelResult?

  /// Every pair of a role and a profile of it that the ledger knows, in its order; of the roles under test, where there are any.
  package static func all(_ ledger: Ledger) -> [CertificateSubject] {
    ledger.judged.flatMap { role in
      role.levels.isEmpty ? [CertificateSubject(role: role, level: nil)] : role.levels.map { CertificateSubject(role: role, level: $0) }
    }
  }

  /// `mis/dci`, or the role where it has no profile.
  package var name: String { level?.profile.name ?? role.role.text }

  /// What the rules of certification ask of a run.
  package func facts(_ ledger: Ledger, _ terms: CertificateTerms, product: (name: String, version: String), isSandbox: Bool)
    -> CertificateFacts
  {
    let desk = CertificateFacts.Desk(nonce: terms.nonce, seed: Nonce(terms.nonce).seed, runs: terms.runs, ends: terms.until)
    return ledger.certificateFacts(level, of: product, isSandbox: isSandbox, desk: desk)
  }
}
