import Documents
import Facts

/// A request as it came.
struct ConnectRequest {
  let id: String
  let sender: String?
  /// How many it says there are.
  let count: Int?
  /// The id of the business transaction; empty where the message names none, which whoever needs one refuses.
  let transaction: String
  let message: JSON
  /// All of it.
  let whole: JSON

  /// `actions`: those that the operation takes; none for a callback, and for what has been answered already: its header is not judged again. `mayBeEmpty`: a callback that rejects
  /// says nothing but why.
  init(_ wire: WireRequest, _ actions: [String] = [], isCallback: Bool = false, mayBeEmpty: Bool = false) throws(Misread) {
    let json: JSON
    do throws(JSONRefusal) { json = try JSON(parsing: wire.body, bounds: .large) } catch {
      throw Misread(.syntax, at: "", "the body is no JSON")
    }
    guard let header = json["header"], header.members != nil else { throw Misread(.syntax, at: "header", "the header is missing") }
    for name in ["message_id", "message_ts", "action", isCallback ? "status" : "sender_id"] where header[name]?.text == nil {
      throw Misread(.syntax, at: name, "\(name) must be a text")
    }
    let message = json["message"] ?? .null
    guard message.members != nil || mayBeEmpty else { throw Misread(.syntax, at: "message", "the message is missing") }
    id = header["message_id"]?.text ?? ""
    sender = header["sender_id"]?.text
    count = header["total_count"]?.decimal?.int
    transaction = message["transaction_id"]?.text ?? ""
    self.message = message
    whole = json
    guard header["message_ts"]?.text.flatMap({ WireInstant($0) }) != nil else {
      throw ConnectText.missing("message_ts", "a date-time with its zone")
    }
    guard isCallback || count != nil else { throw ConnectText.missing("total_count", "a count") }
    guard !actions.isEmpty else { return }
    guard actions.contains(header["action"]?.text ?? "") else {
      throw ConnectText.missing("action", actions.joined(separator: " or "))
    }
    guard transaction.unicodeScalars.count <= 99 else { throw ConnectText.missing("transaction_id", "of 99 characters at most") }
    if let flag = header["is_msg_encrypted"], flag.bool != false {
      throw ConnectText.missing("is_msg_encrypted", "false: nothing is agreed by which a message could be opened")
    }
  }
}
