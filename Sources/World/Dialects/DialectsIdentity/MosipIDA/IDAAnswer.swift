import Documents
import Facts
import Signatures

/// The body of an answer: always HTTP 200, its errors inside.
enum IDAAnswer {
  /// `token`: the partner's own token of the person, where the person was found.
  static func json(_ transaction: String?, verified: Bool, token: String?, _ errors: [IDAError], at time: WireInstant) -> JSON {
    [
      "id": .string(IDARequest.id), "version": "1.0", "responseTime": .string(time.description),
      "transactionID": transaction.map { .string($0) } ?? .null,
      "response": ["authStatus": .bool(verified), "authToken": token.map { .string($0) } ?? .null],
      "errors": errors.isEmpty
        ? .null : .array(errors.map { ["errorCode": .string($0.code), "errorMessage": .string($0.message), "actionMessage": .null] }),
    ]
  }

  /// What an answer says, in facts. A yes needs `authStatus` true and no error.
  static func reply(_ response: WireResponse) -> Reply {
    guard response.status < 500 else { return .failed(response) }
    guard let json = try? JSON(parsing: response.body), json.members != nil else {
      return Reply(
        response.status < 300 ? .failed : .refused, reason: response.status < 300 ? "unreadable-answer" : "status \(response.status)")
    }
    let codes = (json["errors"]?.items ?? []).compactMap { $0["errorCode"]?.text }
    let status = json["response"]?["authStatus"]?.bool
    let token = json["response"]?["authToken"]?.text
    if let code = codes.first {
      let (reason, isNo) = IDAError.meaning(of: code)
      guard isNo else { return Reply(reason == "could-not" ? .failed : .refused, reason: reason) }
      return Reply(.accepted, reason: reason, facts: facts(false, token))
    }
    guard let status, response.status < 300 else { return Reply(.failed, reason: "unreadable-answer") }
    return Reply(.accepted, reason: status ? nil : "data-differs", facts: facts(status, token))
  }

  private static func facts(_ verified: Bool, _ token: String?) -> Facts {
    var facts = Facts()
    facts[.verified] = verified
    facts[.personToken] = token
    return facts
  }
}
