import Documents
import Facts
import Signatures

/// Answers: checks who asks and what was sealed, and hands the question to the register.
enum IDAServer {
  static func conversation() -> Serve {
    Serve(
      Serve.Script { (wire, session, stamp) throws(Misread) in
        do throws(IDAError) { return [try question(wire, session, stamp)] } catch { throw error.misread }
      } answer: { readings, replies, session, stamp in
        response(answer(readings.first, replies.first, stamp), session)
      } refuse: { misread, wire, session, stamp in
        let transaction = (try? JSON(parsing: wire.body))?["transactionID"]?.text
        return response(IDAAnswer.json(transaction, verified: false, token: nil, [IDAError(misread)], at: stamp.wire), session)
      })
  }

  private static func answer(_ reading: Reading?, _ reply: Reply?, _ stamp: Stamp) -> JSON {
    let isYes = reply?.taken == .accepted && reply?.facts[.verified] == true
    let byVID = reading?.message.facts[.personID]?.first?.scheme == .vid
    let errors = isYes ? [] : [IDAError.of(reply?.reason, byVID: byVID)]
    return IDAAnswer.json(reading?.id("transaction"), verified: isYes, token: reply?.facts[.personToken], errors, at: stamp.wire)
  }

  private static func question(_ wire: WireRequest, _ session: Session, _ stamp: Stamp) throws(IDAError) -> Reading {
    let settings = IDASettings(session.settings)
    try checkPath(wire.path, settings)
    guard wire.headers["Authorization"]?.isEmpty == false else { throw .missing("Authorization - header") }
    try checkSignature(wire, session)
    let request = try IDARequest(parsing: wire.body)
    guard request.environment == settings.environment else { throw .invalid("env") }
    guard request.domain == settings.domain else { throw .invalid("domainUri") }
    let age = stamp.wire.milliseconds - request.time.milliseconds
    guard age.magnitude <= UInt64(max(0, settings.window)) * 1000 || session.shows("ida-takes-stale") else { throw .stale }
    guard request.consent || session.shows("ida-ignores-consent") else { throw .noConsent }
    let compared = try IDADemographics.facts(try open(request.sealed, session), settings)
    guard !compared.isEmpty else { throw .noFactor }
    var facts = Facts()
    facts[.personID] = [request.individual]
    let message = Message(.verify, from: session.peer, to: session.role, facts: facts.merging(compared))
    return Reading(message, .request, ids: [("transaction", request.transaction)])
  }

  private static func checkPath(_ path: String, _ settings: IDASettings) throws(IDAError) {
    let values = MosipIDA().operations[0].match(path) ?? []
    func value(_ name: String) -> String? { values.first { $0.name == name }?.value }
    guard value("license") == settings.license else { throw .unknownLicense }
    guard value("partner") == settings.partner else { throw .unknownPartner }
    guard value("key") == settings.key else { throw .unmappedPartner }
  }

  private static func checkSignature(_ wire: WireRequest, _ session: Session) throws(IDAError) {
    guard let partner = session[IDAKeys.self].partner else { throw IDAError("IDA-MPA-020", "No certificate is registered for the partner") }
    do throws(SignatureRefusal) {
      try RequestSignature.verify(wire.headers["signature"], of: wire.body, registered: partner)
    } catch {
      switch error.reason {
      case .unsigned where session.shows("ida-takes-unsigned"): return
      case .unsigned: throw .missing("signature")
      case _ where session.shows("ida-takes-forged"): return
      case .certificateMissing: throw .noCertificate
      case .certificateInvalid: throw .wrongCertificate
      default: throw .wrongSignature
      }
    }
  }

  private static func open(_ sealed: SealedRequest, _ session: Session) throws(IDAError) -> [UInt8] {
    guard let inner = try IDAOpening(session).content(of: sealed, ignoringHash: session.shows("ida-ignores-hash")) else {
      throw .impossible
    }
    return inner
  }

  private static func response(_ body: JSON, _ session: Session) -> WireResponse {
    let bytes = body.encoded()
    var response = WireResponse(200, headers: [HeaderField("Content-Type", "application/json")], body: bytes)
    let keys = session[IDAKeys.self]
    guard let key = keys.signingKey, let certificate = keys.signing else { return response }
    let signed = session.shows("ida-signs-wrongly") ? bytes + [0x20] : bytes
    if let signature = try? RequestSignature.sign(signed, with: key, certificate: certificate) {
      response.headers.append(HeaderField("response-signature", signature))
    }
    return response
  }
}
