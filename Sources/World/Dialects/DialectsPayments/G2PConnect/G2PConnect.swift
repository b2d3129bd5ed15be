package import Facts

/// G2P Connect 1.0.0: the mapper that ties ids to accounts, asked and answered at once; and disbursement, told and reported back.
package struct G2PConnect: Dialect {
  static let link: OperationName = "link"
  static let update: OperationName = "update"
  static let unlink: OperationName = "unlink"
  static let resolve: OperationName = "resolve"
  static let disburse: OperationName = "disburse"
  static let onDisburse: OperationName = "on-disburse"
  static let status: OperationName = "txn-status"

  package init() {}

  package var operations: [Operation] {
    [Self.link, Self.update, Self.unlink, Self.resolve].map {
      Operation($0, "POST", "/mapper/sync/\($0)", servedBy: .mapper, calledBy: .mis)
    } + [
      Operation(Self.resolve, "POST", "/mapper/sync/resolve", servedBy: .mapper, calledBy: .payments),
      Operation(Self.disburse, "POST", "/disburse", servedBy: .payments, calledBy: .mis),
      Operation(Self.onDisburse, "POST", "/on-disburse", servedBy: .mis, calledBy: .payments, isReceipted: true),
      Operation(Self.status, "POST", DisbursementStatus.path, servedBy: .payments, calledBy: .mis),
    ]
  }

  /// Reports are told, by `report` from the payment side. A payer that cannot be called asks for them.
  package func speak(_ kind: MessageKind, from role: Role) -> (any Conversation)? {
    switch (kind, role) {
    case (.list, .mis): return Disbursement.telling
    case (.report, .payments): return DisbursementReport.telling
    case (.report, .mis): return DisbursementPolling()
    default:
      guard role != .mapper, let errand = MapperErrand(kind) else { return nil }
      return errand.asking
    }
  }

  package func serve(_ operation: OperationName) -> (any Conversation)? {
    switch operation {
    case Self.disburse: return Serve(Disbursement.taking)
    case Self.onDisburse: return Serve(DisbursementReport.taking)
    case Self.status: return Serve(DisbursementStatus.answering)
    default: return MapperErrand(operation: operation).map { Serve($0.answering) }
    }
  }

  package func view(_ operation: OperationName, _ request: WireRequest, _ response: WireResponse?, _ session: Session) -> [Reading] {
    switch operation {
    case Self.disburse: return [Disbursement.view(request, response)]
    case Self.onDisburse: return [DisbursementReport.view(request, response, session[DisbursementBook.self])]
    case Self.status: return DisbursementStatus.view(request, response, session[DisbursementBook.self])
    default:
      guard let errand = MapperErrand(operation: operation) else { return [] }
      let asker = session.role == .mapper ? session.peer : session.role
      guard var reading = try? errand.readings(request, from: asker).first else { return [] }
      reading.reply = response.map { errand.reply($0) }
      return [reading]
    }
  }
}
