package import Conformance

extension ProofMatrix {
  /// Requirements that fall, and never by themselves: each with the defect under which the fewest others fall with it. Measured trials only.
  package var neverAlone: [(requirement: RequirementID, under: DefectTrial)] {
    let killed = defects.filter { $0.isKilled && $0.radius != nil }
    var told: [RequirementID] = []
    return killed.compactMap { trial in
      guard !told.contains(trial.breaks) else { return nil }
      told.append(trial.breaks)
      let own = killed.filter { $0.breaks == trial.breaks }
      guard let least = own.min(by: { $0.collateral.count < $1.collateral.count }), !least.collateral.isEmpty else { return nil }
      return (trial.breaks, least)
    }
  }

  /// How many defects fell to the requirement, and how many of these broke nothing else; nil where what else they break was not measured.
  package func kills(by requirement: RequirementID) -> (all: Int, alone: Int?) {
    // A defect that is played over another dialect too counts once.
    func count(_ trials: [DefectTrial]) -> Int { Set(trials.map(\.id)).count }
    let own = defects.filter { $0.breaks == requirement && $0.isKilled }
    return (count(own), scope.measuresRadius ? count(own.filter { $0.radius != nil && $0.collateral.isEmpty }) : nil)
  }
}
