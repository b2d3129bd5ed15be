/// The files of a suite, however they are kept: only the command line opens folders.
package struct SuiteFolder: Sendable {
  /// As shown before each path: `suites/crvs-mis`.
  package let name: String
  /// Paths within the folder: `CR-01.yaml`, `flows/list-sent.yaml`.
  package let paths: [String]
  /// The bytes of a path; nil where there is no such file.
  package let bytes: @Sendable (String) -> [UInt8]?

  /// Whether a file of the folder belongs to the suite: its pages, the schemas that they judge bodies by, and the errata of these.
  package static func holds(_ path: String) -> Bool {
    path.hasSuffix(".yaml") || path.hasPrefix(SuiteErratum.folder) && path.hasSuffix(".json")
      || path.hasPrefix(SuiteSchemas.folder) && (path.hasSuffix(".json") || path.hasSuffix(".xsd"))
  }

  package init(name: String, paths: [String], bytes: @escaping @Sendable (String) -> [UInt8]?) {
    self.name = name
    self.paths = paths.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    self.bytes = bytes
  }
}
