import Documents
import Facts
import Signatures

/// An id is a message's own until it has been acknowledged: the same message may come again, another one may not come under it.
enum Repetition {
  /// How many of a sender's last ids are remembered.
  private static let most = 64

  static func check(_ envelope: Envelope, _ session: inout Session) throws(Misread) {
    guard let id = envelope.text("message_id") else { return }
    let print = Digest.sha256(envelope.message.encoded())
    if let known = session[LastMessages.self].last(where: { $0.id == id }) {
      if known.print == print || session.shows("takes-an-id-twice") { return }
      throw Misread(.unknown, at: "/header/message_id", "another message came under this id; give each its own")
    }
    session[LastMessages.self] = session[LastMessages.self].suffix(most - 1) + [Heard(id: id, print: print)]
  }
}

/// A message that came, by what it said.
struct Heard: Sendable {
  let id: String
  let print: [UInt8]
}
private enum LastMessages: SessionKey { static var initial: [Heard] { [] } }
