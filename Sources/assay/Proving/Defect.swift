import Facts
import Sandbox
import SourceText

/// A wrong behaviour of a simulated actor, and the requirement that must catch it.
struct Defect: Sendable {
  let id: String
  let role: Role
  /// The only dialect in which it is shown; nil: in whichever it can be.
  let within: DialectName?
  /// The names under which register and dialects know it.
  let shows: Set<String>
  /// What becomes of its messages on their way out.
  let rewrites: [Rewrite]
  let breaks: String
  let says: String
  /// Instances to play instead of those that cite the requirement.
  let scenarios: [String]
  /// Dialects other than the reference's.
  var dialects: [(edge: EdgeName, dialect: DialectName)]
  let settings: [(edge: EdgeName, name: String, value: String)]
  let policies: [(name: String, value: String)]
  /// Where it says what it breaks.
  let place: SourceSpan

  /// A misspelt `breaks` would take the defect out of the proof by silence.
  var isCitedByNone: Diagnostic {
    let there = scenarios.isEmpty ? "" : " in \(scenarios.joined(separator: ", "))"
    return Diagnostic(
      .unknownRequirement, "no check\(there) cites `\(breaks)`, so nothing can catch `\(id)`", at: place,
      next: "correct `breaks:`\(scenarios.isEmpty ? "" : " or `scenarios:`"), or write a check that cites it")
  }

  var casting: Casting {
    var casting = Casting.reference
    casting.deviations = [(role, shows)]
    casting.deviatesWithin = within
    casting.rewrites = rewrites
    casting.underTest = [role]
    casting.dialects = dialects
    casting.settings = settings
    casting.policies = policies
    return casting
  }
}

/// A right system unlike ours: the same reading as a defect, with nothing to break.
typealias Twin = Defect
