import Facts
import Timeline
import Transport

/// Lets the timeline send by the courier.
struct CourierCarrier: Carrier {
  let wayOut: WayOut

  func carry(_ request: WireRequest, to base: String, traceparent: String?, patience: Int?) async throws(SendFailure) -> Carried {
    let extra = traceparent.map { [HeaderField("traceparent", $0)] } ?? []
    let (response, times) = try await wayOut.carry(request, to: base, extra: extra, patience: patience)
    return Carried(response, microseconds: .init(connect: times.connect, first: times.first, total: times.total))
  }
}
