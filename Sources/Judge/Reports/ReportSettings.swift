/// What a format may be told beside the ledger.
package struct ReportSettings: Sendable {
  /// The bytes of a file below the reports folder, `templates/page.mustache`; nil where there is none.
  package var resource: @Sendable (_ path: String) -> [UInt8]?
  /// Where the run's files are, as the reader would type it; nil when nothing is kept.
  package var folder: String?
  /// Files that are or will be there, for the last lines of the summary.
  package var files: [String]
  package var width: Int
  package var height: Int
  package var colour: Bool

  package init(
    resource: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }, folder: String? = nil, files: [String] = [], width: Int = 80,
    height: Int = 40, colour: Bool = false
  ) {
    self.resource = resource
    self.folder = folder
    self.files = files
    self.width = width
    self.height = height
    self.colour = colour
  }
}
