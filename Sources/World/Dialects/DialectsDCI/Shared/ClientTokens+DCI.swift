import Admission
import Facts

extension ClientTokens {
  /// As DCI uses them: one scope for a family of calls.
  static let dci = ClientTokens(
    scopes: ["registry/search", "registry/subscribe", "registry/notify", "registry/txn/status", "registry/enrolled"],
    // Too little for anything but a look at a transaction.
    narrow: ["registry/txn/status"],
    own: { Party.sender($0) },
    address: { $0.settings["token-url"] ?? Paths.peers(path, $0) },
    clients: {
      [
        (
          id: $0.settings["accepts-client-id"] ?? Party.receiver($0),
          secret: $0.settings["accepts-client-secret"] ?? usualSecret(of: $0.peer)
        )
      ]
    })
}
