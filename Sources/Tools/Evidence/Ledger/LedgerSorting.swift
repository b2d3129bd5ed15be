import Conformance
import Facts

/// Events put back into the order of plan and world, whatever order the file has.
struct LedgerSorting {
  struct Instance {
    let index: Int
    let planned: Planned
    let events: [Recorded]
  }
  private(set) var run = RunStarted(
    run: "", tool: "", seed: "", today: Day(number: 0), target: nil, actors: [], suites: [], edges: [], isSelection: false, command: "")
  private(set) var requirements: [Requirement] = []
  private(set) var expectations: ExpectationFile?
  private(set) var waivers: [Waiver] = []
  private(set) var declarations: [Declaration] = []
  private(set) var instances: [Instance] = []
  private(set) var finished: Finished?
  /// Events of instances that were never planned: a fault of ours.
  private(set) var strays: [String] = []

  init(_ events: [Recorded]) {
    var byInstance: [Int: [Recorded]] = [:]
    var plans: [Int: Planned] = [:]
    var order: [Int] = []
    var known = Set<RequirementID>()
    for recorded in events {
      switch recorded.event {
      case .run(let started): run = started
      case .requirement(let one): if known.insert(one.id).inserted { requirements.append(one) }
      case .expectations(let file): expectations = file
      case .waivers(let all): waivers = all
      case .declaration(let one):
        declarations.removeAll { $0.role == one.role }
        declarations.append(one)
      case .finished(let end): finished = end
      case .planned(let plan):
        if plans.updateValue(plan, forKey: recorded.place.instance) == nil { order.append(recorded.place.instance) }
      default: byInstance[recorded.place.instance, default: []].append(recorded)
      }
    }
    instances = order.sorted().compactMap { index in
      plans[index].map { Instance(index: index, planned: $0, events: (byInstance[index] ?? []).sorted { $0.place < $1.place }) }
    }
    strays = byInstance.keys.sorted().filter { $0 >= 0 && plans[$0] == nil }.map { "events of instance \($0), which was never planned" }
  }
}
