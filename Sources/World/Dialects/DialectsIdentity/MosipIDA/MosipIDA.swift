package import Facts

/// MOSIP ID Authentication, yes/no by demographic data: a signed request whose content is sealed to the ID system.
package struct MosipIDA: Dialect {
  static let auth: OperationName = "auth"

  package init() {}

  package var operations: [Operation] {
    [Operation(Self.auth, "POST", "/idauthentication/v1/auth/{license}/{partner}/{key}", servedBy: .id, calledBy: .mis)]
  }

  package func speak(_ kind: MessageKind, from role: Role) -> (any Conversation)? {
    kind == .verify && role != .id ? IDAClient.conversation() : nil
  }

  package func serve(_ operation: OperationName) -> (any Conversation)? {
    operation == Self.auth ? IDAServer.conversation() : nil
  }
}
