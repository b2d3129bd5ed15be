import Documents
import Facts

/// What a step left behind for later ones.
struct StepOutput: Sendable {
  /// Ordinal of the inbox and moment of the world when the step began.
  var mark: Int
  var at: WorldInstant
  var seen: Seen?
  var answer: Answer?
  var facts = Facts()
  /// Answers by row, where the step has `for-each`.
  var answers: [(row: String, word: String?)] = []
  /// Whether its control showed the channel to be alive; nil where it has none.
  var control: (holds: Bool, evidence: [String])?
  /// A cycle that the step led to; its name where the actor told it.
  var cycle: (programme: String, name: String?, isEmpty: Bool)?
  /// The bodies of a raw call: `$step.sent.header.message_id`, `$step.body.message.correlation_id`; of what an expectation took, and of what
  /// was answered to that: `$step.reply.body.message.correlation_id`.
  var sent: JSON?
  var body: JSON?
  var reply: JSON?
  /// The settlement that followed it, as evidence of an absence.
  var settled: String?
}
