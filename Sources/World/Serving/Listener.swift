import Evidence
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOPosix
package import Sandbox
import Synchronization

/// Listens on one port and lets requests in through a doorway.
package final class Listener: Sendable {
  /// What one request may weigh. Beyond it the answer is 413, and the listener goes on.
  package struct Bounds: Sendable {
    package var body: Int
    /// Requests at once; beyond it the answer is 503.
    package var atOnce: Int
    package init(body: Int = 4 << 20, atOnce: Int = 4096) {
      self.body = body
      self.atOnce = atOnce
    }
  }

  /// How every answer of a sandbox says what it is: a sandbox is never certified.
  package static let serverName = SandboxServer.name

  package let host: String
  package let port: Int
  private let run: Task<Void, any Error>
  private let channel: any Channel

  /// Returns when the port is bound. `port` 0 takes a free one.
  /// `identity`: it speaks TLS, and nothing else.
  package static func open(
    _ doorway: any Doorway, host: String = "127.0.0.1", port: Int, bounds: Bounds = Bounds(), identity: ServerIdentity? = nil
  ) async throws(ListenFailure) -> Listener {
    let opened = Opened()
    let run: Task<Void, any Error>
    let connections = ConnectionChannel(desk: AnsweringDesk(doorway, bounds))
    if let identity {
      let secured: TLSChannel<ConnectionChannel>
      do { secured = try TLSChannel(connections, tlsConfiguration: identity.configuration) } catch {
        throw ListenFailure(host: host, port: port, why: "TLS cannot be spoken: \(error)")
      }
      run = serve(secured, host, port, opened)
    } else {
      run = serve(connections, host, port, opened)
    }
    switch await opened.value() {
    case .success(let channel):
      return Listener(host: host, port: channel.localAddress?.port ?? port, channel: channel, run: run)
    case .failure(let why): throw ListenFailure(host: host, port: port, why: why.text)
    }
  }

  private static func serve<Connections: ServerChildChannel>(
    _ connections: Connections, _ host: String, _ port: Int, _ opened: Opened
  ) -> Task<Void, any Error> {
    let server = Server(
      childChannelSetup: connections, configuration: ServerConfiguration(address: .hostname(host, port: port), backlog: 1024),
      onServerRunning: { opened.succeed($0) }, eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
      logger: Logger(label: "assay.listener") { _ in QuietLog() })
    return Task {
      do {
        try await server.run()
      } catch {
        opened.fail("\(error)")
        throw error
      }
    }
  }

  private init(host: String, port: Int, channel: any Channel, run: Task<Void, any Error>) {
    self.host = host
    self.port = port
    self.channel = channel
    self.run = run
  }

  /// Nobody is let in any more, and connections that are open end.
  package func close() async {
    try? await channel.close()
    run.cancel()
    _ = await run.result
  }
  /// Returns when the listener has ended.
  package func wait() async { _ = await run.result }
}

/// The port could not be bound.
package struct ListenFailure: Error, Sendable, CustomStringConvertible {
  package let host: String
  package let port: Int
  package let why: String
  package var description: String {
    why.contains("98") || why.lowercased().contains("in use")
      ? "port \(port) of \(host) is in use; stop what holds it, or give another one (`--port`, or `reach.listen` of the target file)"
      : "cannot listen on \(host):\(port): \(why)"
  }
}

/// Whether the port was bound, said once and heard once.
private final class Opened: Sendable {
  struct Text: Error { let text: String }
  private struct State {
    var value: Result<any Channel, Text>?
    var waiter: CheckedContinuation<Result<any Channel, Text>, Never>?
  }
  private let state = Mutex(State())

  func succeed(_ channel: any Channel) { settle(.success(channel)) }
  func fail(_ why: String) { settle(.failure(Text(text: why))) }

  private func settle(_ value: Result<any Channel, Text>) {
    let waiter = state.withLock { s -> CheckedContinuation<Result<any Channel, Text>, Never>? in
      guard s.value == nil else { return nil }
      s.value = value
      defer { s.waiter = nil }
      return s.waiter
    }
    waiter?.resume(returning: value)
  }
  func value() async -> Result<any Channel, Text> {
    await withCheckedContinuation { continuation in
      let known = state.withLock { s -> Result<any Channel, Text>? in
        if s.value == nil { s.waiter = continuation }
        return s.value
      }
      if let known { continuation.resume(returning: known) }
    }
  }
}
