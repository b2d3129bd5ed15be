import Evidence

/// The command that plays one scenario again with the same people and numbers.
enum Again {
  static func command(_ run: RunStarted, _ instance: LedgerInstance) -> String? {
    guard !run.command.isEmpty else { return nil }
    var line = run.command
    if !line.contains("--only") { line += " --only \(Shell.quote(instance.name))" }
    if !line.contains("--seed") && !run.seed.isEmpty { line += " --seed \(run.seed)" }
    return line
  }
}
