package import Facts
import Synchronization

/// Takes HTTP requests out and brings responses back, exactly as they are. Knows no role, no dialect and no verdict.
///
/// What goes out is what the request says, with `Host` and `Content-Length` where it does not say them: no field is added,
/// no redirect followed, no proxy used that is not named, nothing sent a second time. A task that runs on the courier's lane never
/// leaves its thread.
package final class Courier: Sendable {
  package let lane: LoopLane
  private let setup: Setup

  package init(lane: LoopLane = LoopLane.next(), options: Options = Options()) {
    self.lane = lane
    setup = Setup(options)
  }

  /// `base` has no slash at its end; it is not looked at where the request's target is an absolute URL.
  /// `extra` fields follow the request's own. `patience` is in milliseconds, for the whole transfer; nil: as long as it takes.
  package nonisolated(nonsending) func carry(
    _ request: WireRequest, to base: String, extra headers: [HeaderField] = [], patience: Int? = nil
  ) async throws(SendFailure) -> (response: WireResponse, times: TransferTimes) {
    let brought = try await bring(request, to: base, headers, patience)
    return (brought.response, brought.times)
  }

  /// The same, with what the peer showed of itself by TLS; nil in the clear, or where the options do not keep it.
  package nonisolated(nonsending) func meet(_ request: WireRequest, at base: String, patience: Int? = nil) async throws(SendFailure) -> (
    response: WireResponse, certificate: PeerCertificate?
  ) {
    let brought = try await bring(request, to: base, [], patience)
    return (brought.response, brought.certificate)
  }

  private nonisolated(nonsending) func bring(_ request: WireRequest, to base: String, _ headers: [HeaderField], _ patience: Int?)
    async throws(SendFailure) -> LoopLane.Order.Brought
  {
    let order = LoopLane.Order(
      request: request, url: request.isAbsolute ? request.target : base + request.target, headers: request.headers + headers,
      patience: patience, setup: setup)
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { lane.submit(order, $0) }
    } onCancel: {
      lane.callOff(order)
    }
    return try outcome.get()
  }
}

extension Courier {
  package struct Options: Hashable, Sendable {
    package var tls: TLS
    /// Names that lead elsewhere, so that the bytes of messages hold stable addresses.
    package var connectTo: [Route]
    package var bodyLimit: Int
    package var headerLimit: Int
    /// Seconds after which an idle connection is not used again. Many servers close theirs at 5, and a request must not meet that.
    package var longestIdle: Int
    /// `http://gateway:3128`, with name and password where it wants them; whatever the environment says, none else is used.
    package var proxy: String?
    /// Whether it is looked at who the peer says that it is. It costs a little at each connection.
    package var keepsCertificates: Bool

    package init(
      tls: TLS = TLS(), proxy: String? = nil, connectTo: [Route] = [], bodyLimit: Int = 8 << 20, headerLimit: Int = 64 << 10,
      longestIdle: Int = 4, keepsCertificates: Bool = false
    ) {
      self.keepsCertificates = keepsCertificates
      self.tls = tls
      self.connectTo = connectTo
      self.bodyLimit = bodyLimit
      self.headerLimit = headerLimit
      self.longestIdle = longestIdle
      self.proxy = proxy
    }
  }

  /// PEM files. Certificates of peers are always verified.
  package struct TLS: Hashable, Sendable {
    /// Whom to trust; nil: the system's authorities.
    package var authorities: String?
    package var certificate: String?
    package var key: String?
    package init(authorities: String? = nil, certificate: String? = nil, key: String? = nil) {
      self.authorities = authorities
      self.certificate = certificate
      self.key = key
    }
  }

  /// `sandbox.test:80` -> `127.0.0.1:41873`
  package struct Route: Hashable, Sendable {
    package let from: String
    package let to: String
    package init(_ from: String, _ to: String) {
      self.from = from
      self.to = to
    }
  }
}

/// Microseconds from the start of a transfer.
package struct TransferTimes: Hashable, Sendable {
  /// Until the connection stood; 0 on one that was kept.
  package let connect: Int
  /// Until the first byte of the response.
  package let first: Int
  package let total: Int
  package init(connect: Int, first: Int, total: Int) {
    self.connect = connect
    self.first = first
    self.total = total
  }
}
