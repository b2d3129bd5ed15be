import Documents
import Facts
import Signatures

/// Asks: seals and signs the request, reads the answer.
enum IDAClient {
  static func conversation() -> Ask {
    Ask(MosipIDA.auth) { (message, session, stamp) throws(Unsayable) in
      try request(message, &session, stamp)
    } read: { response, _, session in
      distrust(response, session) == nil ? IDAAnswer.reply(response) : Reply(.failed, reason: "untrusted-answer")
    }
  }

  /// Why the answer's signature is not to be trusted; nil where it is, or where nobody asks for it.
  private static func distrust(_ response: WireResponse, _ session: Session) -> String? {
    let wanted = IDASettings(session.settings).responseSignature
    let text = response.headers["response-signature"]
    guard wanted != "ignored", response.status == 200, text != nil || wanted == "required" else { return nil }
    guard let registered = session[IDAKeys.self].signing else {
      return wanted == "required" ? "no certificate of the ID system is known" : nil
    }
    do throws(SignatureRefusal) {
      try RequestSignature.verify(text, of: response.body, registered: registered)
      return nil
    } catch {
      return error.detail
    }
  }
}

extension IDAClient {
  static func request(_ message: Message, _ session: inout Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    let settings = IDASettings(session.settings)
    let keys = session[IDAKeys.self]
    let fault = message.fault.map { IDAFault(rawValue: $0.text) }
    if let fault, fault == nil { throw Unsayable(message.kind, facts: ["fault \(message.fault?.text ?? "")"]) }
    let people = message.facts[.personID] ?? []
    guard let individual = people.first(where: { $0.scheme == .uin }) ?? people.first(where: { $0.scheme == .vid }) else {
      throw Unsayable(message.kind, facts: ["person.id"])
    }
    guard let certificate = keys.encryption, let partner = keys.partner, let key = keys.partnerKey else {
      throw Unsayable(message.kind, facts: ["keys"])
    }
    do throws(SignatureRefusal) {
      let spoiling = IDASpoiling(fault: fault ?? nil, settings: settings)
      let inner = spoiling.inner(IDADemographics.json(message.facts, at: stamp.wire, settings)).encoded()
      let bytes = randomness(stamp)
      let transaction = digits(stamp.id("transaction"))
      session[IDASealed.self].keep(Array(bytes.prefix(32)), of: transaction)
      let sealed = try SealedRequest(sealing: inner, to: certificate, with: try SealRandomness(bytes))
      let body = spoiling.body(
        IDARequest(
          transaction: transaction, individual: individual, time: stamp.wire, environment: settings.environment, domain: settings.domain,
          sealed: sealed))
      let signature = try RequestSignature.sign(body, with: key, certificate: partner, written: settings.writesDER ? .der : .pemText)
      return try spoiling.request(
        WireRequest(
          "POST", "/idauthentication/v1/auth/\(settings.license)/\(settings.partner)/\(settings.key)",
          headers: [
            HeaderField("Content-Type", "application/json"), HeaderField("Authorization", "Authorization"),
            HeaderField("signature", signature),
          ], body: body), key: key)
    } catch {
      throw Unsayable(message.kind, facts: ["keys: \(error.detail)"])
    }
  }

  /// From the activity's ids, so that a simulated run repeats byte for byte.
  private static func randomness(_ stamp: Stamp) -> [UInt8] {
    let id = stamp.id("seal")
    return (1...3).flatMap { Digest.sha256(Array("\(id) \($0)".utf8)) }
  }

  /// Ten digits out of an id.
  static func digits(_ id: String) -> String {
    let bytes = Digest.sha256(Array(id.utf8))
    return String(bytes[0] % 9 + 1) + bytes[1..<10].map { String($0 % 10) }.joined()
  }
}
