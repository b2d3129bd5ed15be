extension CertificateRefusal.Rule {
  /// What is wrong, in plain words; names may follow a colon.
  package var sentence: String {
    switch self {
    case .selection: "only a selection was played, and a certificate speaks of a full profile"
    case .noProfile: "no profile of the suites speaks of this role over these dialects"
    case .partOfProfile: "requirements of the profile were not in the run"
    case .noLevel: "no level of the profile is reached"
    case .interrupted: "the run did not end in order"
    case .accounting: "planned does not equal accounted for"
    case .error: "checks are in error"
    case .unreviewed: "checks wait for a person's review"
    case .noNonce: "the seed is not drawn from a desk's nonce, so people and amounts may have been known before"
    case .foreignSeed: "the seed of the run is not the one that the nonce gives"
    case .seedPlayed: "the seed was played before against this target"
    case .metWithoutChange: "requirements are met that the same version did not meet before"
    case .runsUncounted: "nobody says how many runs were made since the nonce was given out"
    case .noEnd: "the certificate has no end date"
    case .sandbox: "the system under test is a sandbox of Assay"
    case .noProduct: "the target file does not name product and version"
    case .unsealedPeople: "the run used people whom the vendor lent, and they are not sealed for the desk"
    case .unassigned: "expectations have no owner"
    case .expired: "expectations or waivers have expired"
    case .drifted: "the results differ from the expectation file"
    case .hostile: "expectations allow a gate or a must of the core to fail"
    case .waivedGate: "a gate is never waived"
    }
  }

  /// What to do about it.
  package var next: String {
    switch self {
    case .selection: "Run the suite without --only, --bases and --tag."
    case .noProfile: "Declare the dialects of a profile in the target file; `assay list profiles` shows them."
    case .partOfProfile: "Run every suite that the profile draws on."
    case .noLevel: "Look at the first gap in the report, and mend the system."
    case .interrupted: "Run again, and let it end."
    case .accounting, .error: "Look at the findings in the report; a fault of the harness is to be reported with the run's folder."
    case .unreviewed: "Let a person decide what is marked for review."
    case .noNonce: "Ask the desk for a nonce, and run with the seed that it gives."
    case .foreignSeed: "Run again with the seed that this nonce gives."
    case .seedPlayed: "Ask the desk for another nonce: the people of this one were played before."
    case .metWithoutChange: "Declare the version or build that mended it, and play again with a nonce of its own."
    case .runsUncounted: "State the number of runs."
    case .noEnd: "State the last day of the certificate."
    case .sandbox: "Point the target file at the vendor's system."
    case .noProduct: "Write `product: { name, version }` in the target file."
    case .unsealedPeople: "Give the desk's public key with --people-key, and the target file with --target."
    case .unassigned: "Put a person or team in `owner` of each entry."
    case .expired: "Mend the system, or agree on a new day."
    case .drifted: "Write the expectations anew, and look at what changed."
    case .hostile: "Take those entries out; the strict result must stand by itself."
    case .waivedGate: "Take the waiver out."
    }
  }
}
