package import Documents

// Facts of vital events (CRVS).
extension FactName where Value == String {
  /// live-birth, notified-birth, cancelled-birth, death, marriage, divorce, correction
  package static var eventKind: Self { .init("event.kind") }
  package static var childSex: Self { .init("child.sex") }
  package static var childName: Self { .init("child.name") }
  package static var motherName: Self { .init("mother.name") }
  package static var personName: Self { .init("person.name") }
  package static var personSex: Self { .init("person.sex") }
  /// The identity system's name of the person for one partner alone.
  package static var personToken: Self { .init("person.token") }
  /// The registration number of the birth.
  package static var childBRN: Self { .init("child.brn") }
  /// The registration number of the death.
  package static var deathDRN: Self { .init("death.drn") }
  package static var eventID: Self { .init("event.id") }
  package static var eventStep: Self { .init("event.step") }
  /// Of a report: the reporter's own name of the case; the same case is never two events.
  package static var caseID: Self { .init("case.id") }
  package static var trackingNumber: Self { .init("tracking.number") }
}
extension FactName where Value == [Identifier] {
  /// The person whom the message is about: the child of a birth, the deceased of a death.
  package static var personID: Self { .init("person.id") }
  package static var childID: Self { .init("child.id") }
  package static var motherID: Self { .init("mother.id") }
  package static var fatherID: Self { .init("father.id") }
  package static var spouseID: Self { .init("spouse.id") }
  /// Who might take the money of a child whose caregiver has died, where a record says so.
  package static var proposedID: Self { .init("proposed.id") }
  /// Who reports an event.
  package static var informantID: Self { .init("informant.id") }
  /// Of a payment line: who is paid.
  package static var payee: Self { .init("payee") }
  /// Of a payment line: from where it is paid.
  package static var payer: Self { .init("payer") }
  /// Of a payment line: for whose sake, where the message says so.
  package static var beneficiary: Self { .init("beneficiary") }
  package static var account: Self { .init("account") }
}
extension FactName where Value == Day {
  package static var subscriptionFrom: Self { .init("subscription.from") }
  package static var eventDate: Self { .init("event.date") }
  package static var registrationDate: Self { .init("registration.date") }
  package static var personBirthDate: Self { .init("person.birth-date") }
  package static var motherBirthDate: Self { .init("mother.birth-date") }
  package static var scheduleDate: Self { .init("schedule.date") }
  /// Of a payment line in a report: the day on which it ended.
  package static var lineDate: Self { .init("date") }
}
extension FactName where Value == Bool {
  /// The subject's record was found at its source.
  package static var recordFound: Self { .init("record.found") }
  /// The identity system says yes.
  package static var verified: Self { .init("verified") }
  package static var isEnrolled: Self { .init("enrolled") }
}

// Facts of the registers beside the civil one.
extension FactName where Value == String {
  /// The number under which a register shows what was entered.
  package static var recordNumber: Self { .init("record.number") }
  package static var groupKind: Self { .init("group.kind") }
  package static var scoreKind: Self { .init("poverty.score.kind") }
  package static var disabilityStatus: Self { .init("disability.status") }
  package static var disabilityLevel: Self { .init("disability.level") }
  package static var impairment: Self { .init("impairment") }
  /// What somebody needs by reason of a disability.
  package static var support: Self { .init("support") }
  /// The area in which somebody lives, by the code of its region.
  package static var personArea: Self { .init("person.area") }
  package static var farmKind: Self { .init("farm.kind") }
  package static var crop: Self { .init("crop") }
}
extension FactName where Value == [Identifier] {
  /// The head of the household, or whoever else a record is kept beside.
  package static var headID: Self { .init("head.id") }
  package static var groupID: Self { .init("group.id") }
  /// Everybody of a group, by the number of each.
  package static var members: Self { .init("group.members") }
  package static var farmID: Self { .init("farm.id") }
}
extension FactName where Value == ExactDecimal {
  package static var povertyScore: FactName<ExactDecimal> { .init("poverty.score") }
  package static var farmArea: FactName<ExactDecimal> { .init("farm.area") }
}
extension FactName where Value == Int {
  package static var groupSize: Self { .init("group.size") }
}
extension FactName where Value == Bool {
  package static var isDisabled: Self { .init("disabled") }
  package static var isCallbackWanted: Self { .init("callback.wanted") }
}

// Facts of a form that was filled in.
extension FactName where Value == Int {
  /// How many files a form names that have not arrived with it.
  package static var attachmentsMissing: Self { .init("attachments.missing") }
}
extension FactName where Value == Day {
  /// The day on which a form was filled in, by the clock of the device.
  package static var filledDate: Self { .init("filled.date") }
}
extension FactName where Value == String {
  /// Where a form was filled in: latitude and longitude in degrees, divided by a space.
  package static var place: Self { .init("place") }
  /// The name of this one submission; an edited one has another, and says which it replaces.
  package static var submissionID: Self { .init("submission.id") }
  package static var submissionReplaces: Self { .init("submission.replaces") }
  package static var formVersion: Self { .init("form.version") }
}
extension FactName where Value == Bool {
  package static var consent: Self { .init("consent") }
}

// Facts of payment lists and reports.
extension FactName where Value == String {
  package static var programme: Self { .init("programme") }
  /// The name that the payer gives to the payment cycle.
  package static var cycle: Self { .init("cycle") }
  /// What ties a list, its parts and its reports together on the wire.
  package static var listReference: Self { .init("list.reference") }
  package static var currency: Self { .init("currency") }
  package static var reference: Self { .init("reference") }
  package static var replaces: Self { .init("replaces") }
  /// The list for which this line is owed, where it is paid again.
  package static var owedFor: Self { .init("owed-for") }
  package static var payeeName: Self { .init("payee.name") }
  /// Of a payment line: who pays it out.
  package static var provider: Self { .init("provider") }
  package static var personProvider: Self { .init("person.provider") }
  package static var accountProvider: Self { .init("account.provider") }
  /// Of somebody who is paid before they were checked: which checks were left out.
  package static var waived: Self { .init("waived") }
  package static var narrative: Self { .init("narrative") }
  /// Of a payment line: the moment, a date-time of RFC 3339, before which it is not paid.
  package static var due: Self { .init("due") }
  /// received, open, settled, partly-settled, rejected, returned, cancelled
  package static var state: Self { .init("state") }
  package static var reason: Self { .init("reason") }
  /// The payer's own name for the line's id at the payment system.
  package static var receipt: Self { .init("receipt") }
  /// The status of an enrolment: enrolled, suspended, ended, not-enrolled.
  package static var enrolmentState: Self { .init("enrolment.state") }
  /// Which message kinds a listener asks for.
  package static var wanted: Self { .init("wanted") }
  package static var subscriptionCode: Self { .init("subscription.code") }
  package static var subscriptionTimes: Self { .init("subscription.times") }
}
extension FactName where Value == ExactDecimal {
  package static var declaredTotal: FactName<ExactDecimal> { .init("declared.total") }
  package static var amount: FactName<ExactDecimal> { .init("amount") }
  package static var settledAmount: FactName<ExactDecimal> { .init("settled.amount") }
  package static var returnedAmount: FactName<ExactDecimal> { .init("returned.amount") }
  package static var paidTotal: FactName<ExactDecimal> { .init("paid.total") }
  /// Of an enrolment that has ended: what was paid though nothing was due any more.
  package static var overpaidTotal: FactName<ExactDecimal> { .init("overpaid.total") }
}
extension FactName where Value == Int {
  package static var declaredCount: Self { .init("declared.count") }
  package static var children: Self { .init("children") }
  /// For how many days a subscription holds; without it, until it is ended.
  package static var subscriptionDays: Self { .init("subscription.days") }
  /// Page and size of a search, and how many there are in all.
  package static var page: Self { .init("page") }
  package static var pageSize: Self { .init("page.size") }
  package static var found: Self { .init("found") }
}

// Facts of an answer.
extension FactName where Value == String {
  /// accepted, refused, refused-as-duplicate, row-refused, file-refused
  package static var replyTaken: Self { .init("reply.taken") }
  package static var replyReason: Self { .init("reply.reason") }
  /// Present where the answer was a fault of the server (5xx, reset): which.
  package static var replyServerFault: Self { .init("reply.server-fault") }
  /// Present where a message, or its answer, breaks the schema that its protocol has for it: where, which keyword, what was expected.
  package static var messageFlaw: Self { .init("message.flaw") }
  /// How a message is signed: `valid`, `missing`, `wrong`, `expired`, or `no-key` where its author published none; absent where the edge has none.
  package static var messageSignature: Self { .init("message.signature") }
  /// Present where a message dates what has happened after the day on which it is said: that day, and in which line.
  package static var messageLate: Self { .init("message.late") }
  package static var messageAhead: Self { .init("message.ahead") }
  package static var replyFlaw: Self { .init("reply.flaw") }
  /// Present where an answer shows a person of the story who was not asked for: which member.
  package static var replyNamesAPerson: Self { .init("reply.names-a-person") }
  /// Of an answer that comes by a call of its own: what stands behind the ? of the address that was called.
  package static var transactionAsked: Self { .init("transaction.asked") }
  package static var recordPart: Self { .init("record.part") }
  package static var callbackMark: Self { .init("callback.mark") }
}
