import Signatures

/// The digest of a suite as a log names it: over the names and bytes of its files, in the order of names.
package enum SourceDigest {
  package static func of(_ files: [(path: String, bytes: [UInt8])]) -> String {
    "sha256:" + Digest.sha256Hex(files.flatMap { Array($0.path.utf8) + $0.bytes })
  }
}
