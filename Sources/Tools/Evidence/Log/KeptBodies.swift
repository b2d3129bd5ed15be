import Documents
import Signatures

/// What stands behind a log, made sure of: its large bodies by digest, and the chain over the lines of each instance.
package struct KeptBodies: Sendable {
  /// Each once, in the order of digests, lower-case hexadecimal SHA-256.
  package let all: [(digest: String, bytes: [UInt8])]

  /// Refuses a body that is not there or not what its digest says, and a line that was changed, put in or taken out after the run.
  package init(_ folder: RunFolder) throws(LogRefusal) {
    var found: [String: [UInt8]] = [:]
    var chains: [Int: [UInt8]] = [:]
    var ended: Set<Int> = []
    var lines = LogLines(folder.log)
    while let json = try lines.next() {
      for body in [json["request"]?["body"], json["response"]?["body"], json["body"]].compactMap(\.self) {
        guard let digest = body["sha256"]?.text, found[digest] == nil else { continue }
        let bytes = BodyWire.read(body, pack: folder.pack)
        guard Digest.sha256Hex(bytes) == digest else {
          throw LogRefusal(
            line: lines.number, "the body \(digest) is not in bodies.pack as it was sent; take the folder as the run left it")
        }
        found[digest] = bytes
      }
      guard let instance = json["i"]?.int else { continue }
      // What people say after a run is no line of the run; nothing else that is judged by comes after its end.
      if ended.contains(instance), ["check", "planned", "instance-finished"].contains(json["k"]?.text) {
        throw LogRefusal(
          line: lines.number, "instance \(instance) has ended before this line; take the log as the run left it")
      }
      if json["k"] == "instance-finished" { ended.insert(instance) }
      if json["k"] == "instance-finished", let due = json["chain"]?.text, due != Hex.lower(chains[instance] ?? []) {
        throw LogRefusal(
          line: lines.number, "the lines of instance \(instance) are not those that the run wrote; take the log as the run left it")
      }
      chains[instance] = Digest.sha256(chains[instance] ?? [], Array(lines.bytes))
    }
    all = found.sorted { $0.key < $1.key }.map { (digest: $0.key, bytes: $0.value) }
  }
}
