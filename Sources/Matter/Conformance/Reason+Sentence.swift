extension Reason {
  /// One plain sentence for a reader who has never seen the code.
  package var sentence: String {
    switch self {
    case .failAssertion: "What was seen is not what the requirement asks for."
    case .failSchema: "The message breaks the schema of its kind."
    case .failSignature: "The signature is missing, broken, or made with a key that is not trusted."
    case .failConnection: "This request was reset, timed out or met a server fault, while the system was reachable before and after."
    case .failCallbackMissing: "A message that had to be sent did not arrive while we waited."
    case .failUnexpected: "Something was sent that must not be sent."
    case .failOrder: "It happened, but not in the order that is asked for."
    case .failLate: "The outcome is right, but it came later than allowed."
    case .reviewUnstable: "It failed by transport or time once and passed when confirmed with fresh people; a person must look at both."
    case .reviewPerson: "A person must look at what was seen and decide."
    case .inconclusivePrecondition: "The situation that the check starts from could not be confirmed."
    case .inconclusiveNoControl: "An absence proves nothing here: the control did not come through the same channel in the window."
    case .inconclusiveNoContrast: "The answer proves nothing here: the same question gave the same answer for the contrast."
    case .inconclusiveNoObserver: "Nobody can be asked: the target declares no observer for this question."
    case .inconclusiveNoEvidence: "Nothing was recorded that could prove it."
    case .inconclusiveGrade: "The evidence is of a lower grade than the requirement asks for."
    case .inconclusiveReach: "The system cannot be shown to reach us, or to have been reachable before."
    case .inconclusiveAmbiguous: "More than one message or step fits, and a guess would be no evidence."
    case .inconclusiveUpstream: "A system under test failed earlier, so this could not be judged."
    case .inconclusivePatience: "Patience ended before the person, the clock or the system had done its part."
    case .notApplicableDialect: "The dialect of this edge cannot carry the fact."
    case .notApplicablePolicy: "The declared policy does not ask for it."
    case .notApplicableActor: "No actor of this run fills the role or has the ability."
    case .notApplicableLimits: "The limits of the target forbid it."
    case .notApplicableUnsaid: "The text lets the message leave this out, and it does."
    case .notRunInterrupted: "The run was stopped before this check."
    case .notRunStep: "The step that holds this check was not reached."
    case .errorHarness: "The harness itself is at fault; nothing is said about the system under test."
    case .errorUnreachable: "The system under test could not be reached at all; the run is incomplete."
    }
  }
}
