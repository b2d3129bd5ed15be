/// What a desk, or the vendor for itself, adds to a log to make a certificate of it.
package struct CertificateTerms: Hashable, Sendable {
  package enum Basis: Hashable, Sendable {
    /// Nobody but the vendor stands behind it.
    case selfDeclared
    /// A desk gave the nonce out, and stands behind the count of runs.
    case witnessed(by: String)
  }
  package var basis: Basis
  package var nonce: String
  /// Runs since the nonce was given out, the certified one included.
  package var runs: Int?
  /// The last day, `2027-11-27`.
  package var until: String?

  package init(basis: Basis, nonce: String, runs: Int?, until: String?) {
    self.basis = basis
    self.nonce = nonce
    self.runs = runs
    self.until = until
  }
}
