/// What a vendor says that its product does in one role: features by the scenarios that show them, and dialects by edge.
package struct Declaration: Hashable, Sendable {
  package struct Feature: Hashable, Sendable {
    /// A scenario or a variant, `CR-06`, `CR-06/duplicate`.
    package var name: String
    package var isSupported: Bool
    package init(_ name: String, isSupported: Bool) {
      self.name = name
      self.isSupported = isSupported
    }
  }
  package struct Speech: Hashable, Sendable {
    package var edge: String
    /// Nil where the product says that it does not speak on this edge.
    package var dialect: String?
    package init(_ edge: String, _ dialect: String?) {
      self.edge = edge
      self.dialect = dialect
    }
  }

  package var role: RoleName
  /// The profile that it claims, `mis/dci`.
  package var profile: String?
  /// Empty where the vendor says nothing: then nothing can be a lie.
  package var features: [Feature]
  package var speech: [Speech]

  package init(role: RoleName, profile: String? = nil, features: [Feature] = [], speech: [Speech] = []) {
    self.role = role
    self.profile = profile
    self.features = features
    self.speech = speech
  }

  /// What it says of an instance: its own word, else that of its base; not named is not claimed.
  package func claims(_ key: String) -> Bool {
    let base = String(key.prefix { $0 != "[" })
    let scenario = String(key.prefix { $0 != "[" && $0 != "/" })
    return [key, base, scenario].lazy.compactMap { name in features.first { $0.name == name } }.first?.isSupported ?? false
  }
}
