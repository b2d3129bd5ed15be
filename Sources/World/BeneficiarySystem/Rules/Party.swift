package import Facts

/// A person as this system has them on file.
package struct Party: Hashable, Sendable {
  package var ids: [Identifier]
  package var name: String
  package var born: Day?
  package var sex: String?
  /// The area in which they live, where a register has said so.
  var area: String?
  package init(_ ids: [Identifier], name: String = "", born: Day? = nil, sex: String? = nil) {
    self.ids = ids
    self.name = name
    self.born = born
    self.sex = sex
  }
  /// Any identifier in common; names and dates of birth alone never make two people one.
  package func isNamed(by other: [Identifier]) -> Bool { ids.names(other) }
  /// An identifier that the identity system issues.
  package var isFoundational: Bool { ids[.uin] != nil || ids[.vid] != nil }
  /// The identifiers by which this person is paid: never an account, which has its own place.
  package var payable: [Identifier] { ids.filter { $0.scheme != .account } }
  package var accounts: [Identifier] { ids.filter { $0.scheme == .account } }
}
