import Admission
import Documents
package import Facts

/// G2P Connect 1.0.0: the mapper that ties ids to accounts, asked and answered at once or by callback; and disbursement, told and reported
/// back.
package struct G2PConnect: Dialect {
  static let disburse: OperationName = "disburse"
  static let disburseAtOnce: OperationName = "disburse-at-once"
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
      Operation(MapperStatus.later, "POST", MapperStatus.path, servedBy: .mapper, calledBy: .mis),
      Operation(MapperStatus.atOnce, "POST", MapperStatus.pathAtOnce, servedBy: .mapper, calledBy: .mis),
      Operation(MapperStatus.callback, "POST", MapperStatus.callbackPath, servedBy: .mis, calledBy: .mapper, isReceipted: true),
      Operation(Self.disburse, "POST", "/disburse", servedBy: .payments, calledBy: .mis),
      Operation(Self.disburseAtOnce, "POST", "/disburse/sync/disburse", servedBy: .payments, calledBy: .mis),
      Operation(Self.onDisburse, "POST", "/on-disburse", servedBy: .mis, calledBy: .payments, isReceipted: true),
      Operation(Self.status, "POST", DisbursementStatus.path, servedBy: .payments, calledBy: .mis),
      Operation(DisbursementStatus.later, "POST", DisbursementStatus.pathLater, servedBy: .payments, calledBy: .mis),
      Operation(
        DisbursementStatus.callback, "POST", DisbursementStatus.callbackPath, servedBy: .mis, calledBy: .payments, isReceipted: true),
      Operation(DisbursementSearch.atOnce, "POST", DisbursementSearch.pathAtOnce, servedBy: .payments, calledBy: .mis),
      Operation(DisbursementSearch.later, "POST", DisbursementSearch.path, servedBy: .payments, calledBy: .mis),
      Operation(
        DisbursementSearch.callback, "POST", DisbursementSearch.callbackPath, servedBy: .mis, calledBy: .payments, isReceipted: true),
    ] + Self.tokens
  }

  private static let tokens = [(Role.mapper, Role.mis), (.mapper, .payments), (.payments, .mis), (.mis, .mapper), (.mis, .payments)]
    .map { server, client in
      Operation(
        OperationName("\(server).token"), "POST", ConnectDoor.path(at: server, for: client), servedBy: server, calledBy: client,
        carriesMessages: false)
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
    func atOnce(_ script: Serve.Script) -> Serve { Serve(script.behind(ConnectDoor.admit)) }
    func later(_ script: ServeLater.Script) -> ServeLater {
      ServeLater(script.behind(ConnectDoor.admit), preparing: ConnectDoor.preparation)
    }
    func caught(_ script: Catch.Script) -> Catch { Catch(script.behind(ConnectDoor.admit)) }
    switch operation {
    case Self.disburse: return atOnce(Disbursement.taking)
    case Self.disburseAtOnce: return atOnce(Disbursement.takingAtOnce)
    case Self.onDisburse: return atOnce(DisbursementReport.taking)
    case Self.status: return atOnce(DisbursementStatus.answering)
    case DisbursementStatus.later: return later(DisbursementStatus.answeringLater)
    case DisbursementStatus.callback: return caught(DisbursementStatus.catching)
    case DisbursementSearch.atOnce: return atOnce(DisbursementSearch.answering)
    case DisbursementSearch.later: return later(DisbursementSearch.answeringLater)
    case DisbursementSearch.callback: return caught(DisbursementSearch.catching)
    case MapperStatus.atOnce: return atOnce(MapperStatus.answering)
    case MapperStatus.later: return later(MapperStatus.answeringLater)
    case MapperStatus.callback: return caught(MapperStatus.catching)
    case let name where name.text.hasSuffix(".token"): return Attend { ConnectDoor.tokens.issue($0, $1, $2) }
    default:
      return MapperErrand.all.firstNonNil { errand -> (any Conversation)? in
        switch operation {
        case errand.operation: atOnce(errand.answering)
        case errand.later: later(errand.answeringLater)
        case errand.callback: caught(errand.catching)
        default: nil
        }
      }
    }
  }

  package func again(_ request: WireRequest, as operation: OperationName) -> (any Conversation)? {
    call(RawCall(request.method, request.target, body: .string(String(decoding: request.body, as: UTF8.self))), as: operation)
  }

  package func call(_ raw: RawCall, as operation: OperationName) -> any Conversation {
    Ask(preparing: ConnectDoor.preparation) { (_, course, session, stamp) throws(Unsayable) in
      // What is said to who asks is taken by an acknowledgement, whatever it answers.
      if let answer = course.answers.last {
        return .finish(session.peer == .mis ? ConnectRefusal.read(answer.response) ?? .accepted : .accepted)
      }
      // Where nobody shows a token, none can be missing or wrong.
      let isOfToken =
        raw.headers["Authorization"] != nil || [ClientTokens.expiredToken, ClientTokens.narrowToken].contains { $0 == raw.fault }
      if isOfToken, !ConnectDoor.tokens.isUsed(session) { throw Unsayable("call", facts: ["token"]) }
      return .send(ConnectRaw.request(raw, as: operation, session, stamp), as: operation)
    }
  }
}
