import Documents

/// The best time of reading a document and of asking it, in nanoseconds: what a machine shared with others disturbs least. A small document
/// is read many times between two looks at the clock, which would be a good part of what is measured.
struct DocumentTimings {
  let seconds: Double

  func take(_ bytes: [UInt8], paths: [String], schema: [UInt8]?) throws -> JSON {
    let document = try Document(parsing: bytes, bounds: .large)
    let times = max(1, 20_000 / max(1, bytes.count))
    var asked: [JSON] = []
    for text in paths {
      let path = try JSONPath(text)
      let found = try path.evaluate(document.root).count
      asked.append(["path": .string(text), "found": JSON(found), "ns": JSON(try best { try path.evaluate(document.root).count })])
    }
    var told: JSON = [
      "bytes": JSON(bytes.count),
      "index-ns": JSON(try best(of: times) { try Document(parsing: bytes, bounds: .large).root.kind == .null ? 1 : 0 }),
      "texts-ns": JSON(try best(of: times) { Self.texts(try Document(parsing: bytes, bounds: .large)) }),
      "tree-ns": JSON(try best(of: times) { try Document(parsing: bytes, bounds: .large).root.json.isNull ? 1 : 0 }),
      "paths": .array(asked),
    ]
    if let judge = try schema.map({ try Schema(Document(parsing: $0)) }), judge.accepts(document) {
      told["judged-ns"] = JSON(try best(of: times) { judge.accepts(try Document(parsing: bytes, bounds: .large)) ? 1 : 0 })
    }
    return told
  }

  /// Makes each name and text, and says how long they are together.
  private static func texts(_ document: Document) -> Int {
    var length = 0
    document.forEachText { length += $0.utf8.count }
    return length
  }

  private func best(of times: Int = 1, _ work: () throws -> Int) throws -> Int {
    var best = Duration.seconds(1_000)
    var sum = 0
    let end = ContinuousClock.now + .seconds(seconds)
    repeat {
      let start = ContinuousClock.now
      for _ in 0..<times { sum &+= try work() }
      best = min(best, start.duration(to: .now))
    } while .now < end
    // The sum is used, so that the work is done.
    return (Int(best.components.attoseconds / 1_000_000_000) + Int(best.components.seconds) * 1_000_000_000) / times + (sum == .min ? 1 : 0)
  }
}
