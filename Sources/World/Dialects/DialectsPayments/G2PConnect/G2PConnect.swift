package import Facts

/// G2P Connect 1.0.0: the mapper that ties ids to accounts, asked and answered at once or by callback; and disbursement, told and reported
/// back.
package struct G2PConnect: Dialect {
  static let disburse: OperationName = "disburse"
  static let onDisburse: OperationName = "on-disburse"
  static let status: OperationName = "txn-status"

  package init() {}

  package var operations: [Operation] {
    let mapper = MapperErrand.all.flatMap { errand in
      [
        Operation(errand.operation, "POST", "/mapper/sync/\(errand.action)", servedBy: .mapper, calledBy: .mis),
        Operation(errand.later, "POST", "/mapper/\(errand.action)", servedBy: .mapper, calledBy: .mis),
        Operation(errand.callback, "POST", "/mapper/on-\(errand.action)", servedBy: .mis, calledBy: .mapper, isReceipted: true),
      ]
    }
    return mapper + [
      Operation("resolve", "POST", "/mapper/sync/resolve", servedBy: .mapper, calledBy: .payments),
      Operation(MapperStatus.operation, "POST", MapperStatus.path, servedBy: .mapper, calledBy: .mis),
      Operation(MapperStatus.callback, "POST", MapperStatus.callbackPath, servedBy: .mis, calledBy: .mapper, isReceipted: true),
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
    default: return role == .mapper ? nil : MapperErrand.of(kind)?.asking
    }
  }

  package func serve(_ operation: OperationName) -> (any Conversation)? {
    switch operation {
    case Self.disburse: return Serve(Disbursement.taking)
    case Self.onDisburse: return Serve(DisbursementReport.taking)
    case Self.status: return Serve(DisbursementStatus.answering)
    case MapperStatus.operation: return ServeLater(MapperStatus.answering)
    case MapperStatus.callback: return Catch(MapperStatus.catching)
    default:
      return MapperErrand.all.firstNonNil { errand -> (any Conversation)? in
        switch operation {
        case errand.operation: Serve(errand.answering)
        case errand.later: ServeLater(errand.answeringLater)
        case errand.callback: Catch(errand.catching)
        default: nil
        }
      }
    }
  }

  package func view(_ operation: OperationName, _ request: WireRequest, _ response: WireResponse?, _ session: Session) -> [Reading] {
    switch operation {
    case Self.disburse: return [Disbursement.view(request, response)]
    case Self.onDisburse: return [DisbursementReport.view(request, response, session[DisbursementBook.self])]
    case Self.status: return DisbursementStatus.view(request, response, session[DisbursementBook.self])
    default:
      let asker = session.role == .mapper ? session.peer : session.role
      guard var reading = Self.mapperReading(operation, request, asker, session) else { return [] }
      reading.ids.removeAll { $0.kind == "id" }
      if reading.half == .request {
        let errand = MapperErrand.all.first { $0.operation == operation }
        reading.reply = response.map { errand?.reply($0, to: reading) ?? ConnectAck.reply($0) }
      }
      return [reading]
    }
  }

  private static func mapperReading(_ operation: OperationName, _ request: WireRequest, _ asker: Role, _ session: Session) -> Reading? {
    switch operation {
    case MapperStatus.operation: return try? MapperStatus.asked(request, by: asker)
    case MapperStatus.callback: return try? MapperStatus.told(request, by: .mapper, to: asker)
    default:
      return MapperErrand.all.firstNonNil { errand in
        switch operation {
        case errand.operation, errand.later: try? errand.readings(request, from: asker, session).first
        case errand.callback: try? errand.told(request, by: .mapper, to: asker)
        default: nil
        }
      }
    }
  }

  package func call(_ raw: RawCall, as operation: OperationName) -> any Conversation {
    Ask { (_, course, session, stamp) throws(Unsayable) in
      course.answers.isEmpty ? .send(ConnectRaw.request(raw, as: operation, session, stamp), as: operation) : .finish(.accepted)
    }
  }
}
