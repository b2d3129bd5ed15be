/// Where schemas come from, by name. A name is relative and stays within; what another schema names by an address is looked up as it is written.
package struct SchemaSources: Sendable {
  let bytes: @Sendable (String) -> [UInt8]?

  /// Any other store: gives the bytes for a name, or nil.
  package init(_ bytes: @escaping @Sendable (String) -> [UInt8]?) { self.bytes = bytes }

  /// A table from name to text.
  package init(table: [String: [UInt8]]) { bytes = { table[$0] } }

  /// The files of a folder and the folders below.
  package init(folder: String) {
    bytes = { name in
      guard SchemaSources.staysWithin(name) else { return nil }
      return WholeFile.read(folder + "/" + name, most: XMLSchema.bounds.bytes)
    }
  }

  static func staysWithin(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix("/") && !name.contains(":") && !name.contains("\\") && !name.contains("\0")
      && !name.split(separator: "/", omittingEmptySubsequences: false).contains { $0.isEmpty || $0 == "." || $0 == ".." }
  }
}
