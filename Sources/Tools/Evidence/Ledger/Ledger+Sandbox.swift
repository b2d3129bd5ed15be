import Conformance
package import Facts

/// What our own systems call themselves in the field `Server` of every answer.
package enum SandboxServer {
  package static let name = "assay-sandbox"
}

extension Ledger {
  /// Whether a system in a role said of itself that it is one of ours.
  package func isSandbox(_ role: Role) -> Bool {
    instances.contains { one in
      one.exchanges.contains { exchange in
        exchange.to == role
          && (exchange.response?.headers ?? []).contains { $0.name.lowercased() == "server" && $0.value.hasPrefix(SandboxServer.name) }
      }
    }
  }
}
