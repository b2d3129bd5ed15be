import Documents

/// The lines of a log, one after the other, each parsed and with its bytes.
struct LogLines {
  private var rest: ArraySlice<UInt8>
  /// Of the line given last, from 1.
  private(set) var number = 0
  /// Its bytes, without the line end.
  private(set) var bytes: ArraySlice<UInt8> = []
  /// The last line has no end and cannot be read: a crash cut it off.
  private(set) var isCut = false

  init(_ log: [UInt8]) { rest = log[...] }

  mutating func next() throws(LogRefusal) -> JSON? {
    guard !rest.isEmpty else { return nil }
    let end = rest.firstIndex(of: 10)
    bytes = rest[..<(end ?? rest.endIndex)]
    rest = end.map { rest[($0 + 1)...] } ?? []
    number += 1
    do throws(JSONRefusal) {
      return try JSON(parsing: Array(bytes), bounds: .large)
    } catch {
      guard end == nil else { throw LogRefusal(line: number, "\(error.why); the log was changed or broken, so play the run again") }
      isCut = true
      return nil
    }
  }
}
