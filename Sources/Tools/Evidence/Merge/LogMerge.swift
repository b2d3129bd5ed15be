package import Conformance

/// The parts of one plan, put together as if it had been played at once. Nothing is guessed: what does not fit is refused.
package struct LogMerge: Sendable {
  /// A part with the name under which its owner knows it.
  package struct Part: Sendable {
    package let name: String
    package let events: [Recorded]
    package init(name: String, events: [Recorded]) {
      self.name = name
      self.events = events
    }
  }

  package let run: RunStarted
  package let requirements: [Requirement]
  /// Expectations, waivers and declarations, as they stand in every part.
  package let beside: [Event]
  /// By place in the plan.
  package let instances: [(index: Int, events: [Event])]
  package let finished: Finished

  package init(_ parts: [Part]) throws(MergeRefusal) {
    let read = parts.map(PartLog.init)
    var objections = read.flatMap(\.objections)
    if read.isEmpty { objections.append("nothing is named") }
    if let first = read.first { for other in read.dropFirst() { objections += first.differences(from: other) } }
    objections += Self.repetitions(read)
    // What is missing is only known of parts that belong together.
    if objections.isEmpty { objections += Self.gaps(read) }
    guard objections.isEmpty, let first = read.first, var run = first.run else { throw MergeRefusal(objections) }
    run.isSelection = false
    run.part = nil
    run.earlier = EarlierRuns(parts: read.compactMap { $0.run?.earlier })
    run.command = MergedCommand.of(run.command)
    self.run = run
    requirements = first.requirements
    beside = first.beside
    instances = read.flatMap(\.instances).sorted { $0.index < $1.index }
    let ends = read.compactMap(\.finished)
    finished = Finished(
      planned: ends.reduce(0) { $0 + $1.planned }, accounted: ends.reduce(0) { $0 + $1.accounted },
      interrupted: ends.contains(where: \.interrupted),
      milliseconds: ends.map(\.milliseconds).max() ?? 0)
  }

  private static func repetitions(_ parts: [PartLog]) -> [String] {
    var holder: [Int: String] = [:]
    var found: [String] = []
    for part in parts {
      for one in part.instances {
        if let other = holder.updateValue(part.name, forKey: one.index) {
          found.append("\(part.key(one.index)) is in \(other) and in \(part.name)")
        }
      }
    }
    return shortened(found, "instances come twice")
  }

  private static func gaps(_ parts: [PartLog]) -> [String] {
    guard let all = parts.first?.run?.part?.instances else { return [] }
    let there = Set(parts.flatMap(\.instances).map(\.index))
    let missing = (0..<all).filter { !there.contains($0) }
    guard !missing.isEmpty else { return [] }
    let shards = parts.compactMap(\.run?.part?.shard)
    let of = shards.first.flatMap { $0.split(separator: "/").last }.flatMap { Int($0) } ?? 0
    if shards.count == parts.count, of > 0 {
      return (1...of).map { "\($0)/\(of)" }.filter { !shards.contains($0) }.map { "shard \($0) is missing" }
    }
    let places = missing.prefix(8).map { String($0 + 1) }.joined(separator: ", ") + (missing.count > 8 ? ", ..." : "")
    return ["\(missing.count) of \(all) instances of the plan are missing, by place: \(places)"]
  }

  private static func shortened(_ all: [String], _ what: String) -> [String] {
    all.count <= 3 ? all : Array(all.prefix(3)) + ["\(all.count) \(what)"]
  }
}
