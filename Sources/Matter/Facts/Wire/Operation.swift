/// One HTTP operation of a dialect: who serves it, and where.
package struct Operation: Sendable {
  package let name: OperationName
  package let method: String
  /// Below the serving role's base: literal segments, and `{name}` for one of any text.
  package let path: String
  package let servedBy: Role
  package let calledBy: Role
  /// The edge's messages (true), or something beneath them: tokens, keys, subscriptions.
  package let carriesMessages: Bool
  /// Answered by a receipt and no more, whatever the story: it can be taken while none is played.
  package let isReceipted: Bool

  package init(
    _ name: OperationName, _ method: String, _ path: String, servedBy: Role, calledBy: Role, carriesMessages: Bool = true,
    isReceipted: Bool = false
  ) {
    self.name = name
    self.method = method
    self.path = path
    self.servedBy = servedBy
    self.calledBy = calledBy
    self.carriesMessages = carriesMessages
    self.isReceipted = isReceipted
    isLiteral = !path.utf8.contains(UInt8(ascii: "{"))
  }
  /// Whether the template has no names, so that most requests are told from it at once.
  package let isLiteral: Bool
  /// The values of the template's names where the path fits it.
  package func match(_ path: String) -> [(name: String, value: String)]? {
    if path == self.path { return isLiteral ? [] : nil }
    // Whether a path is loose costs more to ask than most paths need.
    if isLiteral, path.utf8.count <= self.path.utf8.count || !Self.isLoose(path) { return nil }
    let want = self.path.split(separator: "/", omittingEmptySubsequences: true)
    let have = path.split(separator: "/", omittingEmptySubsequences: true)
    guard want.count == have.count else { return nil }
    var found: [(name: String, value: String)] = []
    for (w, h) in zip(want, have) {
      if w.hasPrefix("{") { found.append((String(w.dropFirst().dropLast()), String(h))) } else if w != h { return nil }
    }
    return found
  }
  /// Whether the path has an empty segment, so that it may fit a template that it does not equal.
  private static func isLoose(_ path: String) -> Bool {
    var last: UInt8 = 0
    for byte in path.utf8 {
      if byte == UInt8(ascii: "/"), last == byte { return true }
      last = byte
    }
    return last == UInt8(ascii: "/")
  }
}
