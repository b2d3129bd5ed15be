/// Where a report goes, piece by piece: a file, a socket, memory.
package protocol ByteSink {
  mutating func write(_ bytes: [UInt8])
}

extension ByteSink {
  package mutating func write(_ text: String) { write(Array(text.utf8)) }
}

extension [UInt8]: ByteSink {
  package mutating func write(_ bytes: [UInt8]) { self += bytes }
}
