import Documents
package import Facts
import Signatures

extension MosipIDA {
  package func view(_ operation: OperationName, _ request: WireRequest, _ response: WireResponse?, _ session: Session) -> [Reading] {
    guard operation == Self.auth else { return [] }
    let reply = response.map(IDAAnswer.reply)
    let (asker, system): (Role, Role) = session.role == .id ? (session.peer, .id) : (session.role, .id)
    var asked = Reading(Message(.verify, from: asker, to: system), .request, reply: reply)
    read(request, session, into: &asked)
    guard let reply else { return [asked] }
    let answered = Reading(Message(.verify, from: system, to: asker, facts: reply.facts), .response, thread: asked.thread, ids: asked.ids)
    return [asked, answered]
  }

  private func read(_ wire: WireRequest, _ session: Session, into reading: inout Reading) {
    let settings = IDASettings(session.settings)
    do throws(IDAError) {
      let request = try IDARequest(parsing: wire.body)
      reading.message.facts[.personID] = [request.individual]
      reading.ids = [("transaction", request.transaction)]
      if request.version != "1.0" { reading.oddities.append("ida.version /version `\(request.version)`") }
      if Hex.decode(request.sealed.thumbprint)?.count == 32 { reading.oddities.append("ida.thumbprint-hexadecimal") }
      if let content = IDAOpening(session).content(of: request) {
        reading.message.facts = reading.message.facts.merging(try IDADemographics.facts(content, settings))
      } else {
        reading.oddities.append("ida.not-opened")
      }
    } catch {
      reading.oddities.append("ida.misread /\(error.place) \(error.message)")
    }
    if let entry = try? JWS(wire.headers["signature"] ?? "", detached: wire.body).header.certificates.first,
      let written = try? Certificate.reading(x5c: entry).written, written == .der
    {
      reading.oddities.append("ida.x5c-der")
    }
  }
}
