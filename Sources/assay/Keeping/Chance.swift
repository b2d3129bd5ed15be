/// The system's own randomness, for what nobody may foresee: nonces, keys, seeds of kept identities. Never for what a run plays.
enum Chance {
  static func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: .min ... .max) } }
}
