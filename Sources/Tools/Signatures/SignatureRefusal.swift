/// Why a signature, token, key or sealed body was not taken.
package struct SignatureRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// For machines: stable, one for each thing that can be wrong.
  package enum Reason: String, Sendable, CaseIterable {
    case unsigned, malformed, tooLong
    case algorithmNone, algorithmUnknown, algorithmMismatch, criticalUnknown
    case keyUnknown, keyInvalid, keyWeak, keyUseWrong, keyAmbiguous, certificateMissing, certificateInvalid
    case signatureWrong, digestWrong, contentDiffers
    case expired, notYetValid, issuerWrong, audienceWrong, scopeMissing, claimMissing, typeWrong, nonceWrong
    case componentMissing, componentUnsupported, coverageMissing
    case disclosureWrong
    case cannotOpen, thumbprintWrong, compressed
  }

  package let reason: Reason
  /// For people: what was seen, and what would have been right.
  package let detail: String

  package init(_ reason: Reason, _ detail: String) {
    self.reason = reason
    self.detail = detail
  }

  package var description: String { "\(reason.rawValue): \(detail)" }
}
