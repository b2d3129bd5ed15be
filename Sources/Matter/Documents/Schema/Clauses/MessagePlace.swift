/// A place in messages of one kind: the names of members on the way, and every element of a list.
package struct MessagePlace: Hashable, Sendable, CustomStringConvertible {
  package enum Step: Hashable, Sendable {
    case member(String)
    /// Each of a list.
    case element
  }
  package let steps: [Step]

  package static let root = MessagePlace([])

  package init(_ steps: [Step]) { self.steps = steps }

  package func appending(_ step: Step) -> MessagePlace { MessagePlace(steps + [step]) }
  func prefix(_ count: Int) -> MessagePlace { MessagePlace(Array(steps.prefix(count))) }

  /// A JSON pointer with `*` for every element: `/message/search_response/*/status`.
  package var description: String {
    JSONPointer(
      steps.map { step in
        switch step {
        case .member(let name): name
        case .element: "*"
        }
      }
    ).text
  }

  /// Where it is in one message, in the order of the message.
  package func pointers(in message: JSON) -> [JSONPointer] {
    var found: [(pointer: JSONPointer, value: JSON)] = [(.root, message)]
    for step in steps {
      found = found.flatMap { pointer, value -> [(JSONPointer, JSON)] in
        switch step {
        case .member(let name): value[name].map { [(pointer.appending(name), $0)] } ?? []
        case .element: (value.items ?? []).enumerated().map { (pointer.appending($0), $1) }
        }
      }
    }
    return found.map(\.pointer)
  }
}
