/// How strongly a requirement binds. Levels and exit statuses look at `must` alone.
package enum Strength: String, Sendable, CaseIterable {
  case must, should, may

  /// What an unmet assertion is called: only a `must` fails.
  package var verdictWhenBroken: Verdict { self == .must ? .fail : .warn }
}
