package import Facts

/// What a listener needs of the house: one request in, one response out. It knows no worlds, roles or dialects.
package protocol Doorway: Sendable {
  /// `request.target` is the path and query as they came. nil: drop the connection without an answer.
  func enter(_ request: WireRequest) async -> WireResponse?
}
