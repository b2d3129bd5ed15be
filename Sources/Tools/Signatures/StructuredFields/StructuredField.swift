/// A structured field value (RFC 9651): an item, a list, or a dictionary.
///
/// Our own, and not the published package: it is 250 lines, it must keep the order and the exact text of what is signed, and its
/// refusals say what to do. Proved by the official tests of the HTTP working group.
package enum StructuredField: Hashable, Sendable {
  case item(Item)
  case list([Member])
  case dictionary([Entry])

  package enum Kind: String, Sendable { case item, list, dictionary }

  package struct Item: Hashable, Sendable {
    package var value: BareItem
    package var parameters: Parameters

    package init(_ value: BareItem, _ parameters: Parameters = Parameters()) {
      self.value = value
      self.parameters = parameters
    }
  }

  /// An item, or a list of items in parentheses with parameters of its own.
  package enum Member: Hashable, Sendable {
    case item(Item)
    case inner([Item], Parameters)
  }

  package struct Entry: Hashable, Sendable {
    package let name: String
    package var value: Member

    package init(_ name: String, _ value: Member) {
      self.name = name
      self.value = value
    }
  }

  /// The members of a dictionary by name; nil for other kinds.
  package subscript(_ name: String) -> Member? {
    guard case .dictionary(let entries) = self else { return nil }
    return entries.first { $0.name == name }?.value
  }
}
