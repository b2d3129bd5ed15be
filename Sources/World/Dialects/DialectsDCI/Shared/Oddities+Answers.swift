import Documents
import Facts

// Deviations of answers that are no search: a word for yes or no, a status, a token.
extension Oddities {
  /// Of the answer to a question of yes or no, or to an update.
  static func ofStanding(_ response: WireResponse, to question: Envelope, _ registry: Registry, _ session: Session) -> [String] {
    guard let answer = opened(response, session) else { return ofRefusal(response) }
    let words = [Standing.enrolled, .disabled].flatMap { standing in
      (answer.message[standing.response]?.items ?? []).enumerated().compactMap { at, item -> String? in
        guard let word = item[standing.status]?.text, !["yes", "no"].contains(word) else { return nil }
        return "words.standing /message/\(standing.response)/\(at)/\(standing.status) `\(word.prefix(60))`"
      }
    }
    return ofHeader(answer, to: question, nil, registry, session) + words
  }

  /// Of the answer about a transaction.
  static func ofStatus(_ response: WireResponse, to question: Envelope, _ registry: Registry, _ session: Session) -> [String] {
    guard let answer = opened(response, session) else { return ofRefusal(response) }
    return ofHeader(answer, to: question, TransactionStatus.answerAction, registry, session) + ofType(answer)
  }
  static func ofType(_ answer: Envelope) -> [String] {
    let word = answer.message["txnstatus_response"]?["txn_type"]?.text ?? ""
    return word.hasPrefix("on-") ? ["words.transaction-type /message/txnstatus_response/txn_type `\(word.prefix(60))`"] : []
  }

  /// Of the answer of a token endpoint.
  static func ofToken(_ response: WireResponse?) -> [String] {
    guard let body = response?.body, let json = try? JSON(parsing: body), json["access_token"] != nil else { return [] }
    return json["expires_in"]?.numberText == nil ? [] : ["token.expires-in-as-number"]
  }

  /// `action` nil: the text names none for this answer on which its readers agree.
  private static func ofHeader(
    _ answer: Envelope, to question: Envelope, _ action: String?, _ registry: Registry, _ session: Session
  ) -> [String] {
    let odd = Header.oddities(
      answer, action ?? answer.text("action") ?? "", .answer(status: "", completed: nil), by: registry.role, session)
    let id = answer.text("message_id")
    return odd + (id != nil && id == question.text("message_id") ? ["header.message-id-echoed"] : [])
  }
  private static func opened(_ response: WireResponse, _ session: Session) -> Envelope? {
    response.status < 300 ? (try? Envelope(parsing: response.body)).map { Cipher.opened($0, session) } : nil
  }
}
