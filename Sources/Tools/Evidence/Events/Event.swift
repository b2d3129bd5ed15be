package import Conformance

/// One thing that happened in a run. The engine's only output, and the only contract between running and reporting.
package enum Event: Sendable {
  /// Line 1 of a log.
  case run(RunStarted)
  case requirement(Requirement)
  /// What the run was held against, and what vendors and desks say of it. A later one of a kind takes the place of an earlier.
  case expectations(ExpectationFile)
  case waivers([Waiver])
  case declaration(Declaration)
  case planned(Planned)
  case step(StepEvent)
  case exchange(Exchange)
  case armed(Armed)
  case claimed(Claimed)
  case settled(Settled)
  case advanced(Advanced)
  case check(CheckEvent)
  case finding(Finding)
  /// After the run: what people showed, and what was said of it.
  case attached(Attached)
  case reviewed(Reviewed)
  case instanceFinished(InstanceFinished)
  /// The last line of a log that ended in order, or after an interruption.
  case finished(Finished)
}

/// Where an event stands: the instance by its place in the plan, and its number within it. Run-wide events have instance -1.
package struct Place: Hashable, Comparable, Sendable {
  package let instance: Int
  package let number: Int
  package init(instance: Int, number: Int) {
    self.instance = instance
    self.number = number
  }
  package static func < (a: Self, b: Self) -> Bool { (a.instance, a.number) < (b.instance, b.number) }
}

/// An event with its place.
package struct Recorded: Sendable {
  package let place: Place
  package let event: Event
  package init(_ place: Place, _ event: Event) {
    self.place = place
    self.event = event
  }
}
