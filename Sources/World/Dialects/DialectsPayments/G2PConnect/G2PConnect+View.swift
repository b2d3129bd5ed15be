package import Facts

extension G2PConnect {
  package func view(_ operation: OperationName, _ request: WireRequest, _ response: WireResponse?, _ session: Session) -> [Reading] {
    switch operation {
    case Self.disburse: return [Disbursement.view(request, response)]
    case Self.disburseAtOnce: return [Disbursement.viewAtOnce(request, response)]
    case Self.onDisburse: return [DisbursementReport.view(request, response, session[DisbursementBook.self])]
    case Self.status, DisbursementStatus.later: return DisbursementStatus.view(request, response, session)
    case DisbursementSearch.atOnce, DisbursementSearch.later: return [DisbursementSearch.view(request, response)]
    case DisbursementStatus.callback, DisbursementSearch.callback:
      return [
        (try? ConnectStatusQuestion.told(request, by: .payments, to: .mis)) ?? Self.misread(.transactionStatus, from: .payments, to: .mis)
      ]
    default:
      let asker = session.role == .mapper ? session.peer : session.role
      guard var reading = Self.ofMapper(operation, request, asker, session) else { return [] }
      reading.ids.removeAll { $0.kind == "id" }
      if reading.half == .request {
        let errand = MapperErrand.all.first { $0.operation == operation }
        reading.reply = response.map { errand?.reply($0, to: reading) ?? ConnectRefusal.read($0) ?? .accepted }
        if let errand { reading.oddities += ConnectOddities.ofAnswer(response, own: errand.callback.text) }
      }
      return [reading]
    }
  }

  /// What cannot be read is there all the same, to be judged by its form.
  private static func misread(_ kind: MessageKind, from: Role, to: Role) -> Reading {
    Reading(Message(kind, from: from, to: to), .request, oddities: ["connect.misread"])
  }

  private static func ofMapper(_ operation: OperationName, _ request: WireRequest, _ asker: Role, _ session: Session) -> Reading? {
    switch operation {
    case MapperStatus.later, MapperStatus.atOnce:
      return (try? MapperStatus.asked(request, by: asker)) ?? misread(.transactionStatus, from: asker, to: .mapper)
    case MapperStatus.callback:
      return (try? ConnectStatusQuestion.told(request, by: .mapper, to: asker)) ?? misread(.transactionStatus, from: .mapper, to: asker)
    default:
      return MapperErrand.all.firstNonNil { errand in
        switch operation {
        case errand.operation, errand.later:
          (try? errand.readings(request, from: asker, session).first) ?? misread(errand.kind, from: asker, to: .mapper)
        case errand.callback: (try? errand.told(request, by: .mapper, to: asker)) ?? misread(errand.kind, from: .mapper, to: asker)
        default: nil
        }
      }
    }
  }
}
