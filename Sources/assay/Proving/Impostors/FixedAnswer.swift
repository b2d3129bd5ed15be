import Facts
import Sandbox

/// Answers every request with the same response.
struct FixedAnswer: StandIn {
  let response: WireResponse
  func answer(_ request: WireRequest) -> WireResponse? { response }
}
