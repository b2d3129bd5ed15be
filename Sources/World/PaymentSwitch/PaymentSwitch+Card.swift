import Facts
package import Timeline

extension RegisterCard {
  /// What the payment system can do.
  package static let paymentSwitch = RegisterCard(
    role: .payments, title: "Payment switch",
    acts: [ActCard("retire", people: ["people"], "nothing is left to do at the end of a story")],
    questions: [
      QuestionCard(
        "line", inputs: ["list"], answers: ["settled", "received", "open", "partly-settled", "rejected", "returned", "cancelled"],
        "how the person's last line stands"),
      QuestionCard("paid", answers: ["paid", "not-paid"], "whether the person has money that did not come back; how much"),
      QuestionCard("books", answers: ["balanced", "unbalanced"], "whether the books keep every invariant"),
    ],
    arrangements: [
      ArrangementCard("line", PaymentOutcome.forms),
      ArrangementCard("reports", ReportPlan.forms),
    ],
    defects: PaymentDefect.allCases.map { DeviationCard($0.rawValue, $0.says) },
    twists: PaymentTwist.allCases.map { DeviationCard($0.rawValue, $0.says) })
}
