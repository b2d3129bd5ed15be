/// One line of the doctor: what was looked at, and what to change where it is not well.
struct Examined {
  enum State: String { case ok, note, wrong, unreachable }
  /// Who has to change something.
  enum Side: String { case ours = "on this machine", file = "in the target file", theirs = "at the vendor's side" }
  let state: State
  let what: String
  let found: String
  var next: (side: Side, text: String)?

  static func ok(_ what: String, _ found: String) -> Examined { Examined(state: .ok, what: what, found: found) }
  static func note(_ what: String, _ found: String) -> Examined { Examined(state: .note, what: what, found: found) }
  static func wrong(_ what: String, _ found: String, _ side: Side, _ next: String) -> Examined {
    Examined(state: .wrong, what: what, found: found, next: (side, next))
  }

  static func text(_ all: [Examined]) -> String {
    TextTable(
      [],
      all.flatMap { e -> [[String]] in
        [[e.state.rawValue, e.what, e.found]] + (e.next.map { [["", "", "\($0.side.rawValue): \($0.text)"]] } ?? [])
      }
    ).text()
  }
}
