import Conformance
import Documents
import Facts
import Signatures

/// A log that was broken off, as far as it can be gone on from: what it holds of each instance, and where its good lines end.
package struct LogContinuation: Sendable {
  /// What is already written of one instance; -1 for the run.
  package struct Part: Sendable {
    package internal(set) var events: [Recorded] = []
    var chain: [UInt8] = []
    package init() {}
    /// Something of its story has happened.
    package var isBegun: Bool {
      events.contains { if case .planned = $0.event { false } else { true } }
    }
    /// It has ended; nothing of it is played again.
    package var isFinished: Bool {
      events.contains { if case .instanceFinished = $0.event { true } else { false } }
    }
  }
  package let folder: String
  package let run: RunStarted
  /// The last line was cut off: it is not counted, and goes when the log goes on.
  package let isCut: Bool
  /// The log has its last line; there is nothing to go on with.
  package let isFinished: Bool
  package let planned: [(instance: Int, planned: Planned)]
  private let parts: [Int: Part]
  let length: Int
  let packed: [String: (at: Int, length: Int)]
  let packLength: Int

  /// `path` is the folder of a run, or its `log.ndjson`.
  package init(_ path: String) throws(LogRefusal) {
    let files = try RunFolder(path)
    folder = path.hasSuffix("/log.ndjson") ? String(path.dropLast("/log.ndjson".count)) : path
    // A last line without its end, though it can be read, may be half of a longer one.
    length = (files.log.lastIndex(of: 10) ?? -1) + 1
    isCut = length < files.log.count
    let log = Array(files.log[..<length])
    let reader = try LogReader(log, called: path) { (body: JSON) in BodyWire.read(body, pack: files.pack) }
    guard case .run(let run)? = reader.events.first?.event else {
      throw LogRefusal(line: 1, "the log in \(path) does not say what was run; play it from the beginning")
    }
    self.run = run
    isFinished = reader.events.contains { if case .finished = $0.event { true } else { false } }
    planned = reader.events.compactMap { one in
      if case .planned(let planned) = one.event { (instance: one.place.instance, planned: planned) } else { nil }
    }
    var parts: [Int: Part] = [:]
    for event in reader.events { parts[event.place.instance, default: Part()].events.append(event) }
    var packed: [String: (at: Int, length: Int)] = [:]
    var lines = LogLines(log)
    while let json = try lines.next() {
      let instance = json["i"]?.int ?? -1
      let chain = parts[instance]?.chain ?? []
      parts[instance]?.chain = Digest.sha256(chain, Array(lines.bytes))
      for body in [json["request"]?["body"], json["response"]?["body"], json["body"]].compactMap(\.self) {
        guard let digest = body["sha256"]?.text, let at = body["at"]?.int, let length = body["len"]?.int else { continue }
        packed[digest] = (at, length)
      }
    }
    self.parts = parts
    self.packed = packed
    packLength = files.pack.count
  }

  package subscript(instance: Int) -> Part { parts[instance] ?? Part() }
  /// Everything that is written of instances that have ended.
  package var finishedEvents: [Recorded] { planned.flatMap { self[$0.instance].isFinished ? self[$0.instance].events : [] } }
}

extension Recorded {
  /// By what an event that is written is known when it happens again. nil: it is of its own time, and does not come again.
  var mark: String? {
    switch event {
    case .run: "run"
    case .requirement(let e): "requirement \(e.id)"
    case .expectations, .waivers, .finished: nil
    case .declaration(let e): "declaration \(e.role)"
    case .planned(let e): "planned \(e.key)"
    case .step(let e): "step \(e.step) \(e.state)"
    case .exchange(let e): "exchange \(e.id) \(e.from) \(e.to) \(e.operation) \(e.response?.status ?? 0)"
    case .armed(let e): "armed \(e.step)"
    case .claimed(let e): "claimed \(e.step) \(e.exchanges)"
    // Which work was the last to be done is a matter of moments, where a real system is waited for.
    case .settled(let e): "settled \(e.at)"
    case .advanced(let e): "advanced \(e.step) \(e.to) \(e.how)"
    case .check(let e): "check \(e.result.step) \(e.result.check) \(e.result.verdict) \(e.result.reason?.rawValue ?? "")"
    case .finding(let e): e.name.hasPrefix("resume.") ? nil : "finding \(e.name) \(e.about?.text ?? "") \(e.exchange ?? "")"
    case .attached, .reviewed: nil
    case .instanceFinished: "finished"
    }
  }
}
