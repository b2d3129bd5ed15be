import Documents
import Facts
import Signatures

/// A DCI body: `{signature, header, message}`.
struct Envelope: Sendable {
  var signature: String?
  var header: JSON
  var message: JSON
  /// An answer may be its header alone.
  private let isHeaderAlone: Bool

  /// `message` nil: the header alone.
  init(header: JSON, message: JSON?) {
    self.header = header
    self.message = message ?? [:]
    isHeaderAlone = message == nil
  }

  init(parsing body: [UInt8]) throws(Misread) {
    let json: JSON
    do throws(JSONRefusal) { json = try JSON(parsing: body) } catch { throw Misread(.syntax, at: "", error.description) }
    guard json.members != nil else { throw Misread(.schema, at: "", "the body must be an object with header and message") }
    guard let header = json["header"], header.members != nil else { throw Misread(.schema, at: "/header", "a header is required") }
    guard let message = json["message"], message.members != nil else { throw Misread(.schema, at: "/message", "a message is required") }
    self.init(header: header, message: message)
    signature = json["signature"]?.text
  }

  var bytes: [UInt8] {
    var all = Members()
    if let signature { all["signature"] = .string(signature) }
    all["header"] = header
    if !isHeaderAlone { all["message"] = message }
    return JSON.object(all).encoded()
  }

  func text(_ name: String) -> String? { header[name]?.text }
  /// The transaction of a request. A number is met in the standard's own examples.
  func checkTransaction() throws(Misread) {
    guard let id = message["transaction_id"]?.spoken, !id.isEmpty else {
      throw Misread(.schema, at: "/message/transaction_id", "it is required")
    }
    guard id.unicodeScalars.count <= 99 else { throw Misread(.schema, at: "/message/transaction_id", "it must have 99 characters at most") }
  }
  /// Who says so, to whom, under which ids: for a reading's `ids`.
  var ids: [(kind: String, value: String)] {
    var all: [(kind: String, value: String)] = []
    for (kind, value) in [
      ("message", text("message_id")), ("transaction", message["transaction_id"]?.spoken),
      ("correlation", message["correlation_id"]?.spoken),
    ] {
      if let value { all.append((kind, value)) }
    }
    return all
  }
}

extension JSON {
  /// A text, or a number where a text was meant.
  var spoken: String? { text ?? numberText }
}
