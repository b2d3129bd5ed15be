package import Documents

/// An erratum of a suite: which of its schemas reads otherwise than the published text, why, and where that was told. It lies in
/// `errata/ID.json`.
package struct SuiteErratum: Hashable, Sendable {
  package static let folder = "errata/"

  package let erratum: Erratum
  /// The file that it mends, without its ending: `parts`.
  package let schema: String

  package var id: String { erratum.id }
  package var reason: String { erratum.reason }
  package var upstream: String { erratum.upstream }
  /// Within the suite.
  var path: String { Self.folder + id + ".json" }
  var file: String { schema + ".json" }
}
