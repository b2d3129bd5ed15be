import Conformance
import Facts

/// What one part holds, and what is wrong with it.
struct PartLog {
  let name: String
  private(set) var run: RunStarted?
  private(set) var requirements: [Requirement] = []
  private(set) var expectations: ExpectationFile?
  private(set) var waivers: [Waiver]?
  private(set) var declarations: [Declaration] = []
  private(set) var instances: [(index: Int, events: [Event])] = []
  private(set) var finished: Finished?
  private var keys: [Int: String] = [:]

  init(_ part: LogMerge.Part) {
    name = part.name
    var byIndex: [Int: [Recorded]] = [:]
    for recorded in part.events {
      switch recorded.event {
      case .run(let e): run = e
      case .requirement(let e): requirements.append(e)
      case .expectations(let e): expectations = e
      case .waivers(let e): waivers = e
      case .declaration(let e): declarations.append(e)
      case .finished(let e): finished = e
      default:
        if case .planned(let plan) = recorded.event { keys[recorded.place.instance] = plan.key }
        byIndex[recorded.place.instance, default: []].append(recorded)
      }
    }
    instances = byIndex.keys.sorted().map { index in (index, (byIndex[index] ?? []).sorted { $0.place < $1.place }.map(\.event)) }
  }

  /// What the run is held against and what is said of it, as it goes into a log.
  var beside: [Event] {
    declarations.map { .declaration($0) } + [expectations.map { .expectations($0) }, waivers.map { .waivers($0) }].compactMap(\.self)
  }

  /// `CR-06/duplicate`, by place in the plan.
  func key(_ index: Int) -> String { keys[index] ?? "instance \(index)" }

  var objections: [String] {
    guard let run else { return ["\(name) does not say what was run"] }
    var all: [String] = []
    if let part = run.part {
      if let last = instances.last?.index, last >= part.instances {
        all.append("\(name) holds instance \(last + 1) of a plan of \(part.instances)")
      }
    } else {
      all.append("\(name) is no part: play parts with --shard I/N, or with --only")
    }
    if finished == nil { all.append("\(name) was cut off: its run did not come to an end") }
    return all
  }

  /// What must be one and the same in all parts and is not.
  func differences(from other: PartLog) -> [String] {
    guard let run, let theirs = other.run else { return [] }
    func said(_ suites: [RunStarted.Suite]) -> String { suites.map { "\($0.id) \($0.version) \($0.digest)" }.joined(separator: ", ") }
    func said(_ edges: [(edge: String, dialect: String)]) -> String { edges.map { "\($0.edge)=\($0.dialect)" }.joined(separator: ", ") }
    func said(_ actors: [RunStarted.Actor]) -> String {
      actors.map { "\($0.role) \($0.product)\($0.isReal ? " under test" : "")" }.joined(separator: ", ")
    }
    var pairs: [(String, String, String)] = [
      ("tool", run.tool, theirs.tool), ("seed", run.seed, theirs.seed), ("day", "\(run.today)", "\(theirs.today)"),
      ("target", run.target ?? "none", theirs.target ?? "none"), ("suites", said(run.suites), said(theirs.suites)),
      ("actors", said(run.actors), said(theirs.actors)), ("dialects", said(run.edges), said(theirs.edges)),
    ]
    if let part = run.part, let their = theirs.part {
      pairs.append(("size of the plan", "\(part.instances)", "\(their.instances)"))
      pairs.append(("number of shards", Self.shards(part), Self.shards(their)))
    }
    var all = pairs.filter { $0.1 != $0.2 }.map { "not the same \($0.0): \(name) has \($0.1), \(other.name) has \($0.2)" }
    if run.profiles != theirs.profiles { all.append("not the same profiles: \(name) and \(other.name)") }
    if requirements != other.requirements { all.append("not the same requirements: \(name) and \(other.name)") }
    if expectations != other.expectations || waivers != other.waivers || declarations != other.declarations {
      all.append("not the same expectations, waivers or declarations: \(name) and \(other.name)")
    }
    return all
  }

  private static func shards(_ part: RunStarted.Part) -> String { part.shard.map { String($0.drop { $0 != "/" }.dropFirst()) } ?? "none" }
}
