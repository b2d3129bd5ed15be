import Facts
import Sandbox

/// Drops every connection without a word.
struct Dropping: StandIn {
  func answer(_ request: WireRequest) -> WireResponse? { nil }
}
