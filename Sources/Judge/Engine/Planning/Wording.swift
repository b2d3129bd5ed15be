import Scenarios

/// A step in one line, as a reader would say it.
enum Wording {
  static func of(_ step: Step) -> String {
    switch step.kind {
    case .given(let s): "given \(s.what)\(fields(s.with))"
    case .arrange(let s): "\(s.what.role) is arranged: \(s.what.name)\(s.about.map { " about \($0)" } ?? "") \(s.behaviour)"
    case .act(let s): "\(s.what.role) does \(s.what.name)\(fields(s.with))"
    case .send(let s):
      switch s.what {
      case .again(let word): "the message of \(word) again\(s.renew.isEmpty ? ", byte for byte" : ", renewed")"
      case .message(let kind, _): "a \(kind)\(s.fault.map { " with fault \($0)" } ?? "")"
      }
    case .expect(let s): "\(s.transfer)\(s.about.map { " about \($0)" } ?? "")\(fields(s.where))"
    case .expectNone(let s): "no \(s.transfer)\(fields(s.where))"
    case .probe(let s): "\(s.what) is asked\(s.of.map { " of \($0)" } ?? "")"
    case .check(let s): "look again at \(s.of.written)"
    case .advance(let s):
      switch s.purpose {
      case .nextCycle(let of): "on to the next cycle of \(of)"
      case .by(let limit): "time passes: \(words(limit))"
      }
    case .prompt(let s): s.ask
    case .call(let s): "\(s.method) \(s.path) at \(s.role)"
    }
  }
  private static func fields(_ all: [Field]) -> String {
    all.isEmpty ? "" : " (" + all.map { "\($0.name) \($0.value)" }.joined(separator: ", ") + ")"
  }
  static func words(_ limit: Limit) -> String {
    switch limit.form {
    case .fixed(let d): d.description
    case .reference(let r): r.written
    }
  }
}
