import Facts
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import Sandbox

/// One connection of HTTP/1: its requests are answered one after the other, on its own event loop.
///
/// One that nobody sees to any more is closed: a server that ends leaves some that it has just let in.
final class Connection: ServerChildChannelValue {
  let channel: any Channel
  fileprivate let reader: NIOLoopBound<RequestReader>

  fileprivate init(_ channel: any Channel, _ reader: RequestReader) {
    self.channel = channel
    self.reader = NIOLoopBound(reader, eventLoop: channel.eventLoop)
  }
  deinit { channel.close(promise: nil) }
}

/// Sets connections up and sees to them until they end.
struct ConnectionChannel: ServerChildChannel {
  let desk: AnsweringDesk

  init(desk: AnsweringDesk) {
    self.desk = desk
    // The type is made here, on one thread: two event loops that asked the runtime for it at the same moment have crashed in there.
    _ = Self.decoder()
  }

  private static func decoder() -> ByteToMessageHandler<HTTPRequestDecoder> {
    ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes))
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Connection> {
    channel.eventLoop.makeCompletedFuture {
      let reader = RequestReader(limit: desk.bounds.body)
      let pipeline = channel.pipeline.syncOperations
      try pipeline.addHandler(Self.decoder())
      try pipeline.addHandler(reader)
      return Connection(channel, reader)
    }
  }

  func handle(value: Connection, logger: Logger) async {
    let channel = value.channel
    await withTaskExecutorPreference(LoopExecutor(loop: channel.eventLoop)) {
      await withTaskCancellationHandler {
        let reader = value.reader.value
        while let arrived = await reader.next() {
          let answer = await desk.answer(arrived)
          channel.writeAndFlush(answer.bytes(channel.allocator), promise: nil)
          if answer.closes { break }
          // Whoever does not read what it asked for is asked nothing more.
          if !channel.isWritable { try? await Self.everythingIsOut(of: channel) }
        }
        try? await Self.everythingIsOut(of: channel)
        try? await channel.close().get()
      } onCancel: {
        // What has come in is answered still.
        channel.eventLoop.execute { value.reader.value.end() }
      }
    }
  }

  /// What is written is written in order, and nothing is written last.
  private static func everythingIsOut(of channel: any Channel) async throws { try await channel.writeAndFlush(ByteBuffer()).get() }
}
