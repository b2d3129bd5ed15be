package import Facts
import Signatures

/// The keys with which the sandbox's actors sign where none is declared: made once, not for each message of each world.
package struct DCIKeyring: Sendable {
  private let seed: String
  private let keys: [(role: Role, key: SigningKey)]

  package init(_ roles: [Role], seed: String) {
    self.seed = seed
    keys = roles.compactMap { role in (try? Keys.own(role, seed)).map { (role, $0) } }
  }

  /// Puts the key of its role into a session. A session of another seed makes its own.
  package func lend(to session: inout Session) {
    session[OwnKey.self] = keys.first { $0.role == session.role }.map { (seed, $0.key) }
  }
}
