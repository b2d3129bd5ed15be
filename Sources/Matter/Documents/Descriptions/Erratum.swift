/// An erratum of a published description, as data: what to change (RFC 6902), why, and where it was told upstream.
package struct Erratum: Hashable, Sendable {
  package let id: String
  package let reason: String
  /// The issue or change request upstream.
  package let upstream: String
  package let patch: [JSON]

  package init(id: String, reason: String, upstream: String, patch: [JSON]) {
    (self.id, self.reason, self.upstream, self.patch) = (id, reason, upstream, patch)
  }

  /// From `{"id", "reason", "upstream", "patch": [operations]}`.
  package init(_ json: JSON) throws(DescriptionRefusal) {
    func text(_ name: String) throws(DescriptionRefusal) -> String {
      guard let text = json[name]?.text, !text.isEmpty else {
        throw DescriptionRefusal(pointer: [name], why: "an erratum without \(name)", next: "say it as a string")
      }
      return text
    }
    guard let patch = json["patch"]?.items, !patch.isEmpty else {
      throw DescriptionRefusal(
        pointer: ["patch"], why: "an erratum without operations", next: "give a list of JSON Patch operations (RFC 6902)")
    }
    try self.init(id: text("id"), reason: text("reason"), upstream: text("upstream"), patch: patch)
  }

  static func apply(_ errata: [Erratum], to document: Document) throws(DescriptionRefusal) -> Document {
    guard !errata.isEmpty else { return document }
    var json = document.root.json
    for erratum in errata {
      do throws(PatchFailure) { json = try json.patched(erratum.patch) } catch {
        let pointer = erratum.patch[error.operation]["path"]?.text.flatMap { JSONPointer($0) } ?? .root
        throw DescriptionRefusal(
          pointer: pointer, why: "erratum \(erratum.id) does not fit: \(error.why)",
          next: "see whether upstream has changed (\(erratum.upstream)), and correct or drop the erratum")
      }
    }
    do throws(JSONRefusal) { return try Document(parsing: json.encoded(), bounds: .large) } catch {
      throw DescriptionRefusal(pointer: .root, why: "the errata make it too large: \(error.why)", next: error.next)
    }
  }
}
