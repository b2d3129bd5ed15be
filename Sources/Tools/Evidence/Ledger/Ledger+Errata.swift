package import Conformance

/// An erratum of a run, and the checks that end otherwise without it.
package struct ErratumUse: Hashable, Sendable {
  package let erratum: RunStarted.Erratum
  package let checks: [CheckID]
  /// Where it is first seen: `DCI-DR-01, asked.shape`.
  package let first: String?
  /// What the published form says there.
  package let strict: StrictReading?
}

extension Ledger {
  /// Those of the suites that were played, in their order.
  package var errata: [ErratumUse] {
    run.errata.map { erratum in
      let met = instances.filter { $0.planned.suite == erratum.suite }.flatMap { one in
        one.checks.filter { $0.result.strict?.errata.contains(erratum.id) ?? false }.map { (one, $0.result) }
      }
      return ErratumUse(
        erratum: erratum, checks: met.map(\.1.id), first: met.first.map { "\($0.name), \($1.step).\($1.check)" },
        strict: met.first?.1.strict)
    }
  }

  /// `without errata 3 checks would end otherwise: by dci-meta 2, first in DCI-01, asked.shape (would fail: ...)`; nil where none would.
  var errataSentence: String? {
    let others = instances.reduce(0) { sum, one in sum + one.checks.count { !($0.result.strict?.errata.isEmpty ?? true) } }
    guard others > 0 else { return nil }
    let used = errata.filter { !$0.checks.isEmpty }.sorted { $0.checks.count > $1.checks.count }
    let told = used.prefix(4).map { "\($0.erratum.id) \($0.checks.count)" }.joined(separator: ", ")
    let more = used.count > 4 ? ", and \(used.count - 4) more" : ""
    let first = used.first.flatMap { use in use.first.map { "; first in \($0), strictly: \(use.strict?.sentence ?? "")" } } ?? ""
    return "without errata \(others) check\(others == 1 ? "" : "s") would end otherwise: \(told)\(more)\(first)"
  }
}
