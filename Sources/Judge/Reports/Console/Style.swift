/// Colour for a terminal, or none.
struct Style {
  let isColoured: Bool

  func paint(_ text: String, _ tone: Tone) -> String {
    switch tone {
    case .ok: wrap(text, "32;1")
    case .bad: wrap(text, "31;1")
    case .open: wrap(text, "33;1")
    case .quiet: wrap(text, "2")
    }
  }
  func dim(_ text: String) -> String { wrap(text, "2") }

  private func wrap(_ text: String, _ code: String) -> String { isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
