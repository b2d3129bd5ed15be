import SourceText

/// The wrong, the ignorant and the unlike: those of the home, and those that suites bring along in a `mocks` folder of their own.
struct ProofMocks {
  let defects: [Defect]
  let impostors: [Impostor]
  let twins: [Twin]
  /// Defects of the suites' own, which the suites must be able to catch.
  let own: [Defect]

  init(_ library: Library) throws {
    let defects = DefectCatalogue.defects(library)
    let impostors = ImpostorCatalogue.load(library)
    let twins = DefectCatalogue.twins(library)
    let errors = defects.errors + impostors.errors + twins.errors
    guard errors.isEmpty else { throw Complaints(errors) }
    (self.defects, self.impostors, self.twins) = (defects.value ?? [], impostors.value ?? [], twins.value ?? [])
    own = DefectCatalogue.defects(library, isOwn: true).value ?? []
  }
}
