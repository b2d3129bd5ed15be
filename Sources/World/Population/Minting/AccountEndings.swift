package import Facts

/// Payment systems that decide by the end of an account what becomes of a payment: who gets which end, and which ends nobody else may have.
package struct AccountEndings: Sendable {
  let wanted: [(key: PersonKey, ending: String)]
  /// Every end that means something there.
  let reserved: [String]
  package init(wanted: [(key: PersonKey, ending: String)] = [], reserved: [String] = []) {
    self.wanted = wanted
    self.reserved = reserved
  }

  func ending(_ key: PersonKey) -> String? { wanted.first { $0.key == key }?.ending }
  func isPlain(_ account: Identifier) -> Bool { !reserved.contains { account.value.hasSuffix($0) } }
}

extension Minter {
  /// The account of a place, with the end that its owner needs. Where the rule has no such account, the usual one: the story then says so.
  func account(_ space: IdentifierSpace, _ ordinal: Int, year: Int, for key: PersonKey, isCorrected: Bool = false) -> Identifier {
    let usual = identifier(space, ordinal, year: year)
    let ending = isCorrected ? nil : endings.ending(key)
    if ending == nil, !isCorrected, endings.isPlain(usual) { return usual }
    // From the half of the space that no instance reaches; a check digit may leave few that end so.
    let first = serial(ordinal) * (isCorrected ? 7 : 1)
    let others = (0..<400).lazy.map { space.identifier(space.count / 2 + (first + $0 * Minter.slots) % (space.count / 4), year: year) }
    return others.firstNonNil { other -> Identifier? in
      let account = ending.map { Identifier(other.scheme, other.value.dropLast($0.count) + $0) } ?? other
      let isRight = ending != nil ? space.serial(of: account.value) != nil : endings.isPlain(account) && account != usual
      return isRight && !taken.contains(account) ? account : nil
    } ?? usual
  }
}
