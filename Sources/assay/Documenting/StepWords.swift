import Scenarios

/// A step as a reader of the use case would be told it.
enum StepWords {
  static func said(_ step: Step) -> String {
    switch step.kind {
    case .given(let s): "Given, and confirmed by the same question: \(s.what)\(with(s.with))."
    case .arrange(let s):
      "\(s.what.role) will, when asked about \(s.what.name)\(s.about.map { " of \($0)" } ?? ""): \(s.behaviour)\(lasting(s.lasting))."
    case .act(let s): "\(s.what.role) does \(s.what.name)\(with(s.with))."
    case .send(let s): sent(s)
    case .expect(let s):
      "\(s.transfer.from) tells \(s.transfer.to): \(s.transfer.kind)\(about(s.about, s.where))"
        + (s.within.map { ", within \(CheckWords.said($0))" } ?? "") + (s.control.map { ". Control: \(CheckWords.said($0))" } ?? "") + "."
    case .expectNone(let s):
      "\(s.transfer.from) never tells \(s.transfer.to): \(s.transfer.kind)\(about(s.about, s.where))"
        + (s.beyond == 0 ? "" : ", more than \(counted(s.beyond, "time"))")
        + (s.from.map { ", from \($0)" } ?? "") + (s.until.map { " until \(end($0))" } ?? "") + control(s.control) + "."
    case .probe(let s):
      "Asked of \(s.what.role): \(s.what.name)\(s.of.map { " of \($0)" } ?? "")\(asking(s))"
        + (s.within.map { ", within \(CheckWords.said($0))" } ?? "") + contrast(s.contrast) + "."
    case .check(let s): "Looked at again: \(s.of.written)."
    case .advance(let s):
      switch s.purpose {
      case .nextCycle(let of): "Time goes on to the next cycle of \(of)."
      case .by(let limit): "Time goes on by \(CheckWords.said(limit))."
      }
    case .prompt(let s): "\(s.role.map { "A person at \($0)" } ?? "A person"): \(s.ask)"
    case .call(let s):
      "\(s.method) \(s.path) is sent to \(s.role)\(s.body.map { _ in ", with a body" } ?? "")\(s.fault.map { ", spoiled: \($0)" } ?? "")."
    }
  }

  private static func with(_ fields: [Field]) -> String {
    fields.isEmpty ? "" : " (\(fields.map { "\($0.name): \($0.value)" }.joined(separator: ", ")))"
  }

  private static func about(_ about: Value?, _ fields: [Field]) -> String {
    (about.map { ", about \($0)" } ?? "") + (fields.isEmpty ? "" : ", where \(CheckWords.said(fields))")
  }

  private static func sent(_ s: SendStep) -> String {
    let what =
      switch s.what {
      case .again(let step): "What \(step) saw is sent again"
      case .message(let kind, _): "A \(kind) is sent"
      }
    return what + (s.about.map { " about \($0)" } ?? "")
      + (s.renew.isEmpty ? "" : ", with a new \(s.renew.map(\.text).joined(separator: ", "))")
      + (s.fault.map { ", spoiled: \($0)" } ?? "") + "."
  }

  private static func lasting(_ lasting: ArrangeStep.Lasting?) -> String {
    switch lasting {
    case .requests(let n)?: ", for \(counted(n, "request"))"
    case .time(let limit)?: ", for \(CheckWords.said(limit))"
    case nil: ""
    }
  }

  private static func end(_ end: ExpectNoneStep.End) -> String {
    switch end {
    case .cycleClosed: "the cycle is closed"
    case .step(let step): "\(step)"
    case .after(let limit): "\(CheckWords.said(limit)) have passed"
    }
  }

  private static func control(_ control: ExpectNoneStep.Control?) -> String {
    switch control {
    case .step(let step)?: ". Control: that of \(step)"
    case .lines(let lines)?: ". Control: \(CheckWords.said(lines))"
    case nil: ""
    }
  }

  private static func asking(_ s: ProbeStep) -> String {
    switch s.asking {
    case .once: ""
    case .until(let answer): ", until it says \(answer)"
    case .holds(let answer): ", which must go on saying \(answer)"
    }
  }

  private static func contrast(_ all: [ProbeStep.Contrast]) -> String {
    all.map { one in
      switch one {
      case .about(let fields, let answers, _): ". Contrast: \(CheckWords.said(fields)) must answer \(answers)"
      case .step(let step, let answers): ". Contrast: \(step) must answer \(answers)"
      case .rowsDiffer: ". Contrast: the rows must answer differently"
      }
    }.joined()
  }
}
