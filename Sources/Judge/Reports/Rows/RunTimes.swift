import Evidence
import Facts

/// When a run and its scenarios began and ended, as far as the ledger knows: formats that ask for times are told these.
struct RunTimes {
  /// The first exchange of the run, or the beginning of its day.
  let start: WireInstant
  let stop: WireInstant

  init(_ ledger: Ledger) {
    let first = ledger.instances.flatMap(\.exchanges).map(\.wire).min()
    start = first ?? WireInstant(milliseconds: Int64(ledger.run.today.number) * 86_400_000)
    stop = WireInstant(milliseconds: start.milliseconds + Int64(ledger.milliseconds))
  }

  /// When the instance's first exchange was sent; without exchanges when the run began.
  func start(of instance: LedgerInstance) -> WireInstant { instance.exchanges.first?.wire ?? start }

  func stop(of instance: LedgerInstance) -> WireInstant {
    WireInstant(milliseconds: start(of: instance).milliseconds + Int64(instance.finished?.milliseconds ?? 0))
  }
}
