package import Conformance

/// How many checks came to which verdict, in the order of `Verdict.allCases`. Every format prints these numbers and no others.
package struct VerdictCounts: Hashable, Sendable {
  private var numbers = [Int](repeating: 0, count: Verdict.allCases.count)

  package init(_ results: some Sequence<CheckResult> = []) {
    for result in results { self[result.verdict] += 1 }
  }

  package private(set) subscript(_ verdict: Verdict) -> Int {
    get { Verdict.allCases.firstIndex(of: verdict).map { numbers[$0] } ?? 0 }
    set { if let at = Verdict.allCases.firstIndex(of: verdict) { numbers[at] = newValue } }
  }

  package var all: Int { numbers.reduce(0, +) }

  /// What there is, in order: `11 pass, 1 fail, 2 not-applicable`.
  package var text: String {
    let parts = Verdict.allCases.filter { self[$0] > 0 }.map { "\(self[$0]) \($0.rawValue)" }
    return parts.isEmpty ? "no checks" : parts.joined(separator: ", ")
  }
}
