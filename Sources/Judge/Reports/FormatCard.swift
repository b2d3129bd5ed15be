/// What a format is called, where it goes, and what it is for.
package struct FormatCard: Hashable, Sendable {
  /// As `--format` takes it.
  package let name: String
  /// The file in the run's folder; nil for the terminal.
  package let file: String?
  package let title: String

  package init(name: String, file: String?, title: String) {
    self.name = name
    self.file = file
    self.title = title
  }
}
