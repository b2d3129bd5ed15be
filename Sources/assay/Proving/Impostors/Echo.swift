import Facts
import Sandbox

/// Sends back what it was sent.
struct Echo: StandIn {
  func answer(_ request: WireRequest) -> WireResponse? {
    let type = request.headers["content-type"].map { [HeaderField("Content-Type", $0)] } ?? []
    return WireResponse(200, headers: type, body: request.body)
  }
}
