package import Documents

/// A clause of a schema of a suite, as the published form and the one with errata have it: once, whatever the branches that say it.
package struct FormClause: Sendable {
  package enum Standing: String, Sendable {
    case both
    /// Errata have it otherwise.
    case published
    /// It is there by an erratum alone.
    case mended
  }
  package let place: MessagePlace
  package let keyword: String
  package let shown: String
  /// As it is asked in each branch of either form.
  let published: [SchemaClause]
  let mended: [SchemaClause]

  package var standing: Standing { published.isEmpty ? .mended : mended.isEmpty ? .published : .both }

  /// What must be so for it to be asked, told once; empty where it always is, in one branch at least.
  package var conditions: [String] {
    let all = (mended.isEmpty ? published : mended).map { $0.conditions.map(\.words).joined(separator: ", ") }
    return all.contains("") ? [] : all.reduce(into: []) { known, one in if !known.contains(one) { known.append(one) } }
  }
}
