import Admission
import Documents
import Facts

/// Messages on their way out and in: what every operation has in common.
enum Post {
  // MARK: out

  static func request(_ envelope: Envelope, to target: String, fault: FaultName? = nil, _ session: Session, _ stamp: Stamp) -> WireRequest {
    let sealed = sealed(envelope, fault, session, stamp)
    return WireRequest("POST", target, headers: Bodies.headers + ClientTokens.dci.headers(fault, session, stamp), body: sealed.bytes)
  }
  /// `inKind`: the question came encrypted, and so goes the answer.
  static func answer(_ envelope: Envelope, inKind: Bool = false, _ session: Session, _ stamp: Stamp) -> WireResponse {
    WireResponse(200, headers: Bodies.headers, body: sealed(envelope, nil, inKind: inKind, session, stamp).bytes)
  }
  /// The same request for a further try: the same message id, stamped and signed anew.
  static func again(_ request: WireRequest, fault: FaultName? = nil, _ session: Session, _ stamp: Stamp) -> WireRequest {
    guard var envelope = try? Envelope(parsing: request.body) else { return request }
    if fault != Faults.badTime { envelope.header["message_ts"] = .string(Stamps.text(stamp.wire, session)) }
    Seal.sign(&envelope, fault, session, stamp)
    var next = request
    next.body = envelope.bytes
    if let token = ClientTokens.dci.headers(fault, session, stamp).first { next.headers.set(token.name, token.value) }
    return next
  }

  private static func sealed(
    _ envelope: Envelope, _ fault: FaultName?, inKind: Bool? = nil, _ session: Session, _ stamp: Stamp
  ) -> Envelope {
    var envelope = envelope
    Faults.spoil(&envelope, fault)
    if session.shows("extra-fields") {
      envelope.header["x_build"] = "7f3a"
      envelope.message["x_origin"] = ["office": "12"]
    }
    if session.shows("other-member-order") {
      envelope.header = envelope.header.reversed
      envelope.message = envelope.message.reversed
    }
    if inKind ?? Cipher.isUsed(session) { Cipher.seal(&envelope, session) }
    Seal.sign(&envelope, fault, session, stamp)
    return envelope
  }

  // MARK: in

  /// Takes a request apart, and refuses what nobody may send, what is not the sender's, and what breaks the envelope.
  static func open(
    _ request: WireRequest, scope: String, _ action: String, _ form: HeaderForm, _ session: inout Session, _ stamp: Stamp
  ) throws(Misread) -> (envelope: Envelope, oddities: [String]) {
    let trusts = session.shows("trusts-everyone")
    if !trusts { try ClientTokens.dci.check(request, scope, &session, stamp) }
    var envelope = try Envelope(parsing: try Upload.body(of: request))
    if !trusts { try Seal.verify(envelope, session, at: stamp.wire) }
    try Cipher.open(&envelope, session)
    if session.shows("fails-on-repeats"), let id = envelope.text("message_id") {
      guard !session[TakenOnce.self].contains(id) else { throw Misread(.unknown, at: TakenOnce.place, "it came before") }
      session[TakenOnce.self].append(id)
    }
    let oddities = try Header.check(envelope, action, form, session)
    if case .request = form { try Repetition.check(envelope, &session) }
    return (envelope, oddities)
  }

  /// What must be fetched at the peer before anything is said to it or taken from it.
  static let preparation = Preparation(
    missing: { purpose, session, stamp in
      switch purpose {
      case .saying(let message):
        ClientTokens.dci.errand(narrow: message.fault == Faults.narrowToken, session, stamp)
          ?? (needsKeys(message, session) ? keys(session) : nil)
      case .callingBack: session.peerAddress.isEmpty ? nil : ClientTokens.dci.errand(narrow: false, session, stamp)
      case .reading(let request):
        Seal.form(session) != .none && Seal.lacksKey((try? Upload.body(of: request)) ?? [], session) ? keys(session, anew: true) : nil
      }
    },
    keep: { errand, response, session, stamp in
      if errand.operation.text.hasSuffix(".token") {
        ClientTokens.dci.keep(response, of: errand, &session, stamp)
      } else {
        Keys.keep(response, &session)
      }
    },
    isStale: { response, purpose in
      guard response.status == 401 else { return false }
      if case .saying(let message) = purpose, message.fault != nil { return false }
      return Acknowledgement.read(response).correlation == nil && !Refusal.isOfSignature(response)
    },
    forget: { ClientTokens.dci.forget(&$0) })

  private static func hasSignedAnswer(_ kind: MessageKind) -> Bool {
    [.personRecord, .enrolled, .enrolment, .disabled, "call"].contains(kind)
  }
  /// A signed answer is checked, and what is to be encrypted needs the peer's key; raw requests may ask for it whatever the edge says.
  private static func needsKeys(_ message: Message, _ session: Session) -> Bool {
    if Seal.form(session) != .none, hasSignedAnswer(message.kind) { return true }
    return Cipher.isUsed(session) || message.fault.map(Faults.ofEncryption.contains) ?? false
  }
  private static func keys(_ session: Session, anew: Bool = false) -> Preparation.Errand? {
    guard anew || session[PeerKeys.self] == nil, !session.peerAddress.isEmpty else { return nil }
    return Preparation.Errand(
      WireRequest("GET", Paths.whole(session.settings["jwks-url"] ?? Paths.peers(Keys.path, session), session)),
      as: OperationName("\(session.peer).jwks"))
  }
}

/// The ids of what was taken, for a defect that breaks down over a second time.
enum TakenOnce: SessionKey {
  static var initial: [String] { [] }
  /// No place of a message: what breaks down over it says nothing of it.
  static let place = "taken before"
}

extension JSON {
  /// The same value with the members of every object the other way round.
  fileprivate var reversed: JSON {
    switch self {
    case .object(let members): .object(Members(members.reversed().map { Member($0.name, $0.value.reversed) }))
    case .array(let items): .array(items.map(\.reversed))
    default: self
    }
  }
}
