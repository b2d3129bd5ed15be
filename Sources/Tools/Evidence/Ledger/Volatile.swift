import Facts

/// What no two runs share, though everything that they prove is the same. The list is closed: `reports/schema/report.schema.json` has
/// it as `x-volatile`, and `assay report --stable` takes away what is on it and nothing else.
package enum Volatile: String, Sendable, CaseIterable {
  /// The name of the run.
  case run
  /// What was played at the target before, and the sentence about it.
  case earlier
  /// The command line: folder, number of jobs.
  case command
  case durations
  /// Stamps of the wall clock; the world's time stands in for them.
  case times
  /// Ports of listeners of ours, where they stand in an address that holds a world.
  case ports
  /// Hashes over the lines of a log, which hold all of these.
  case chains
  /// Bodies with fresh randomness: they are encrypted.
  case sealed

  /// Where it stands in the JSON report, `*` for any place of an array; empty for what only the log and the page have.
  package var pointers: [String] {
    switch self {
    case .run: ["/run/id"]
    case .earlier: ["/run/earlier", "/apart/*"]
    case .command: ["/run/command"]
    case .durations: ["/run/milliseconds", "/instances/*/milliseconds"]
    case .ports: ["/instances/*/exchanges/*/url", "/cause/reproduce"]
    case .times, .chains, .sealed: []
    }
  }
}

extension Recorded {
  /// The same event without what is volatile.
  package var stable: Recorded {
    switch event {
    case .run(var e):
      (e.run, e.command, e.earlier) = ("run", "", nil)
      return Recorded(place, .run(e))
    case .exchange(let e): return Recorded(place, .exchange(e.stable))
    case .instanceFinished(var e):
      (e.milliseconds, e.chain) = (0, "")
      return Recorded(place, .instanceFinished(e))
    case .finished(var e):
      e.milliseconds = 0
      return Recorded(place, .finished(e))
    default: return self
    }
  }
}

extension Exchange {
  fileprivate var stable: Exchange {
    var one = self
    one.wire = WireInstant(milliseconds: at.seconds * 1000)
    one.times = Times()
    one.url = WorldAddress.withoutPort(url)
    one.request = WireRequest(
      request.method, WorldAddress.withoutPort(request.target), headers: Self.stable(request.headers), body: stable(request.body))
    one.response = response.map { WireResponse($0.status, headers: Self.stable($0.headers), body: stable($0.body)) }
    return one
  }

  private static func stable(_ headers: [HeaderField]) -> [HeaderField] {
    headers.map { HeaderField($0.name, WorldAddress.withoutPort($0.value)) }
  }
  private func stable(_ body: [UInt8]) -> [UInt8] { sealed ? [] : WorldAddress.withoutPort(body) }
}
