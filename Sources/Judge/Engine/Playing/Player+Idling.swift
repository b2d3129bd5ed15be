import Evidence
import Facts
import Scenarios

// What goes by while a story waits.
extension Player {
  /// From here on the story only looks. Whoever looks for a month means the cycles in it to pass.
  mutating func idle(atMost length: StoryDuration) {
    guard idleSince == nil, length.rough < 28 * 86_400 else { return }
    idleSince = book.next
    hasMovedClock = false
  }
  mutating func stopIdling() { idleSince = nil }

  /// On the last days of a month a wait of a day reaches into the next one, and its cycle is paid meanwhile: that one is the next after
  /// what was done, and not another month's. False where none was.
  mutating func passedCycle(_ programme: String, _ s: Step) -> Bool {
    guard let idleSince, stage.occupant(.mis) != .real || hasMovedClock else { return false }
    let before = plan.scenario.steps.compactMap { outputs[$0.id.text]?.cycle }.filter { $0.programme == programme }.compactMap(\.name)
    let key = TransferKey(from: .mis, to: .payments, kind: .list)
    let list = book.with { inbox in
      inbox.arrivals.dropFirst(idleSince).first { arrival in
        let facts = arrival.reading.message.facts
        return arrival.key == key && !arrival.repeated && facts[.programme] == programme && !(facts[.cycle].map(before.contains) ?? false)
      }
    }
    guard let list else { return false }
    outputs[s.id.text]?.mark = list.ordinal
    outputs[s.id.text]?.cycle = (programme, list.reading.message.facts[.cycle], false)
    recorder.record(.advanced(Advanced(step: s.id.text, from: now, to: now, how: "passed")))
    return true
  }
}
