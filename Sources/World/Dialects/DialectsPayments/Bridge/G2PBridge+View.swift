import Documents
package import Facts

extension G2PBridge {
  package func view(_ operation: OperationName, _ request: WireRequest, _ response: WireResponse?, _ session: Session) -> [Reading] {
    let kind: MessageKind =
      switch operation {
      case Self.createEnvelope, Self.createLines: .list
      case Self.cancelEnvelope, Self.cancelLines: .listCancelled
      default: .report
      }
    do throws(Misread) {
      let wrapper = try BridgeWrapper(parsing: request.body)
      let book = session[BridgeBook.self]
      switch operation {
      case Self.createEnvelope: return BridgeView.envelope(wrapper, response)
      case Self.createLines: return BridgeView.lines(wrapper, response, book)
      case Self.lineStatus: return BridgeView.status(wrapper, response, book)
      case Self.envelopeStatus: return BridgeView.about(.report, wrapper.message.text, wrapper, response)
      case Self.cancelEnvelope: return BridgeView.about(.listCancelled, wrapper.message["disbursement_envelope_id"]?.text, wrapper, response)
      default:
        let envelope = wrapper.message[0]?["disbursement_id"]?.text.flatMap { book.holding($0)?.id }
        return BridgeView.about(.listCancelled, envelope, wrapper, response)
      }
    } catch { return BridgeView.unreadable(kind, error, response) }
  }
}
