import Conformance
import Documents
import Evidence
import Signatures

/// The claim as an in-toto Statement (v1) with the predicate test-result v0.1. Consumers of that predicate leave `certificate` aside.
enum TestResultStatement {
  static let type = "https://in-toto.io/Statement/v1"
  static let predicateType = "https://in-toto.io/attestation/test-result/v0.1"

  static func json(_ claim: CertificateClaim, _ ledger: Ledger, manifest: [UInt8]) -> JSON {
    [
      "_type": .string(type),
      "subject": [["name": .string(BundleLayout.manifest), "digest": ["sha256": .string(Digest.sha256Hex(manifest))]]],
      "predicateType": .string(predicateType),
      "predicate": [
        "result": .string(word(ledger)), "configuration": .array(claim.suites.map(configuration)),
        "passedTests": names(ledger) { !broken.contains($0) && !open.contains($0) }, "warnedTests": names(ledger, open.contains),
        "failedTests": names(ledger, broken.contains), "certificate": claim.json,
      ],
    ]
  }

  private static let broken: [Verdict] = [.fail, .error]
  private static let open: [Verdict] = [.warn, .review, .inconclusive, .notRun]

  private static func word(_ ledger: Ledger) -> String {
    switch ledger.status {
    case .ok: ledger.instances.contains { open.contains($0.worst) } ? "WARNED" : "PASSED"
    case .incomplete, .drifted: "WARNED"
    case .mustNotMet, .harnessFault, .usage: "FAILED"
    }
  }

  /// A resource of the test: which suite, by the digest that the log names.
  private static func configuration(_ suite: (id: String, version: String, digest: String)) -> JSON {
    let hex = suite.digest.hasPrefix("sha256:") ? String(suite.digest.dropFirst(7)) : suite.digest
    return [
      "name": .string(BundleLayout.sources + suite.id), "digest": ["sha256": .string(hex)],
      "annotations": ["version": .string(suite.version)],
    ]
  }

  private static func names(_ ledger: Ledger, _ wanted: (Verdict) -> Bool) -> JSON {
    .array(ledger.instances.filter { wanted($0.worst) }.map { .string("\($0.planned.suite)/\($0.name)") })
  }
}
