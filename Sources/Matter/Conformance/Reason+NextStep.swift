extension Reason {
  /// What to try, where the reader can do something beside mending the system. Nil where the sentence says it all.
  package var nextStep: String? {
    switch self {
    case .errorUnreachable: "Start it, or mend `address` in the target file; `assay doctor` tries every connection."
    case .errorHarness: "Report it with the run's folder; nothing has to change in the system under test."
    case .inconclusiveNoObserver: "Declare one under `observe` in the target file; the requirement says which grade will do."
    case .inconclusiveGrade: "Declare a better observer under `observe` in the target file."
    case .inconclusivePrecondition: "Look at the step that should have made it true; `people` and `hooks` of the target file decide how."
    case .inconclusiveReach: "See `reach` in the target file; `assay listen` keeps our address open while you try."
    case .inconclusivePatience: "Give the missing answer, or allow more under `clock` in the target file."
    case .notApplicableActor: "Play it against another role, or without a target: there the system that must do it is ours."
    case .reviewUnstable, .reviewPerson: "Look at both with `assay review`."
    case .notRunInterrupted: "Play the rest with `assay run --resume`."
    default: nil
    }
  }
}
