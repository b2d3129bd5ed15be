import Facts

/// What somebody was told, before it took effect.
struct Notice: Hashable, Sendable {
  let to: Party
  /// `better-off`, `of-age`, `given-up`
  let why: String
}
