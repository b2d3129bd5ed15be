import Foundation
import Synchronization

/// Answers that are typed at the terminal while a run waits: `yes`, `no WHY`, or the word that is asked for, with what was noted down.
///
///     answer> yes death.drn=D-2026-1
final class TypedAnswers: Sendable {
  /// nil where nobody sits at a terminal.
  static let ofTerminal: TypedAnswers? = isatty(STDIN_FILENO) == 1 ? TypedAnswers { readLine(strippingNewline: true) } : nil

  private struct State {
    var lines: [String] = []
    var isReading = false
    /// Who sits there: asked once.
    var name: String?
  }
  private let state = Mutex(State())
  private let read: @Sendable () -> String?

  init(_ read: @escaping @Sendable () -> String?) { self.read = read }

  /// Says what can be typed. Lines are read from now on, and by no thread that anything else needs.
  func ask(_ notes: [String], _ say: (String) -> Void) {
    let begins = state.withLock { s -> Bool in
      // What was typed before the question answers nothing.
      s.lines = []
      defer { s.isReading = true }
      return !s.isReading
    }
    if begins {
      Thread.detachNewThread { [self] in
        while let line = read() { state.withLock { $0.lines.append(line) } }
      }
    }
    if state.withLock({ $0.name == nil }) { return say("         who answers? type your name\n") }
    say(Self.help(notes))
  }

  /// The line for the file of answers, once something was typed that can be understood.
  func answer(to item: String, _ notes: [String], _ say: (String) -> Void) -> String? {
    while let line = next() {
      guard let name = state.withLock({ $0.name }) else {
        guard !line.isEmpty else { continue }
        state.withLock { $0.name = line }
        say(Self.help(notes))
        continue
      }
      if let answer = Self.line(line, item, notes, by: name) { return answer }
      say(Self.help(notes))
    }
    return nil
  }

  private func next() -> String? {
    state.withLock { $0.lines.isEmpty ? nil : $0.lines.removeFirst() }?.trimmingCharacters(in: .whitespaces)
  }

  private static func help(_ notes: [String]) -> String {
    if notes == ["answer"] { return "         type the word that your system shows, or `no WHY`\n" }
    return "         type `yes\(notes.map { " \($0)=..." }.joined())`, or `no WHY`\n"
  }

  /// nil where it cannot be understood.
  static func line(_ text: String, _ item: String, _ notes: [String], by name: String) -> String? {
    let words = text.split(separator: " ").map(String.init)
    guard let first = words.first else { return nil }
    let rest = words.dropFirst()
    if first == "no" {
      return OperatorAnswers.line(item, isDone: false, by: name, why: rest.isEmpty ? nil : rest.joined(separator: " "), gives: [])
    }
    if notes == ["answer"], first != "yes" || rest.isEmpty {
      return OperatorAnswers.line(item, isDone: true, by: name, why: nil, gives: [(name: "answer", value: text)])
    }
    var gives: [(name: String, value: String)] = []
    for word in rest {
      guard let cut = word.firstIndex(of: "="), cut > word.startIndex else { return nil }
      gives.append((String(word[..<cut]), String(word[word.index(after: cut)...])))
    }
    return first == "yes" ? OperatorAnswers.line(item, isDone: true, by: name, why: nil, gives: gives) : nil
  }
}
