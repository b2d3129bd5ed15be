import Conformance
package import SourceText

extension Suite {
  /// Profiles that name a role, an edge or a dialect that nobody has.
  package func lintProfiles(_ knowledge: LanguageKnowledge) -> [Diagnostic] {
    // A page may have edges of its own: a second one beside that on which is asked, for what is told.
    let ofPages = pages.flatMap { $0.base.edges.map(\.name.text) }
    let edges = knowledge.edges.map { $0 + ofPages }
    return profiles.flatMap { profile in
      var found = unknown("role", [profile.role], in: knowledge.roles)
      for entry in profile.speech {
        found += unknown("edge", [entry.edge], in: edges)
        found += unknown("dialect", entry.dialects, in: knowledge.dialects)
      }
      return found
    }
  }

  private func unknown(_ what: String, _ words: [Word], in known: [String]?) -> [Diagnostic] {
    guard let known else { return [] }
    return words.filter { !known.contains($0.text) }.map { word in
      let guess = Spelling.nearest(word.text, in: known).map { "is `\($0)` meant?" }
      return Diagnostic(
        .unknownName, "there is no \(what) `\(word)`", at: word.span, next: guess ?? "use one of: \(known.joined(separator: ", "))")
    }
  }
}
