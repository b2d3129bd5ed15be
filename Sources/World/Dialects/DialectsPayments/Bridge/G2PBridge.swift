package import Facts

/// OpenG2P's G2P Bridge: an envelope with its control totals, then its disbursements; the payer asks what became of them.
package struct G2PBridge: Dialect {
  static let createEnvelope: OperationName = "create_disbursement_envelope"
  static let cancelEnvelope: OperationName = "cancel_disbursement_envelope"
  static let createLines: OperationName = "create_disbursements"
  static let cancelLines: OperationName = "cancel_disbursements"
  static let envelopeStatus: OperationName = "get_disbursement_envelope_status"
  static let lineStatus: OperationName = "get_disbursement_status"

  package init() {}

  package var operations: [Operation] {
    [Self.createEnvelope, Self.cancelEnvelope, Self.createLines, Self.cancelLines, Self.envelopeStatus, Self.lineStatus].map {
      Operation($0, "POST", "/\($0)", servedBy: .payments, calledBy: .mis)
    }
  }

  /// The payment side cannot tell: its reports are asked for, by `report` from the payer.
  package func speak(_ kind: MessageKind, from role: Role) -> (any Conversation)? {
    switch (kind, role) {
    case (.list, .mis): BridgeListing.conversation
    case (.listCancelled, .mis): BridgeCancelling.conversation
    case (.report, .mis): BridgePolling()
    default: nil
    }
  }

  package func serve(_ operation: OperationName) -> (any Conversation)? {
    switch operation {
    case Self.createEnvelope: Serve(BridgeEnvelopeServer.creating)
    case Self.cancelEnvelope: Serve(BridgeEnvelopeServer.cancelling)
    case Self.createLines: Serve(BridgeLineServer.creating)
    case Self.cancelLines: Serve(BridgeLineServer.cancelling)
    case Self.envelopeStatus: Serve(BridgeStatusServer.ofEnvelope)
    case Self.lineStatus: Serve(BridgeStatusServer.ofLines)
    default: nil
    }
  }
}
