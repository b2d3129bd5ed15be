import Foundation
import Testing

/// `assay sandbox` as a user starts it, on free ports; stopped by a signal, as a user stops it.
final class RunningSandbox: Sendable {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  /// What it said when it was ready.
  let greeting: String
  let port: Int
  private let pid: Int32
  private let ended: AsyncStream<Int32>

  /// Everybody in the tests of a suite speaks to the same one.
  @TaskLocal static var current: RunningSandbox?

  static func start(_ arguments: String...) async throws -> RunningSandbox {
    let process = Process()
    process.executableURL = root.appending(path: ".build/debug/assay")
    process.arguments = ["sandbox", "--port", "0", "--today", "2026-11-24", "--home", root.path] + arguments
    process.currentDirectoryURL = FileManager.default.temporaryDirectory
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    let ended = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { process in
      ended.continuation.yield(process.terminationStatus)
      ended.continuation.finish()
    }
    try process.run()
    let greeting = await reading(pipe)
    let port = try #require(greeting.firstMatch(of: /all +http:\/\/127\.0\.0\.1:(\d+)\//).flatMap { Int($0.1) }, "it said\n\(greeting)")
    return RunningSandbox(greeting: greeting, port: port, pid: process.processIdentifier, ended: ended.stream)
  }

  private init(greeting: String, port: Int, pid: Int32, ended: AsyncStream<Int32>) {
    (self.greeting, self.port, self.pid, self.ended) = (greeting, port, pid, ended)
  }

  /// The exit status.
  func stop() async -> Int32 {
    kill(pid, SIGTERM)
    return await ended.first { _ in true } ?? -1
  }

  /// On a thread of its own, as it waits for the other side.
  func exchange(_ bytes: [UInt8], port: Int? = nil) async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { [port = port ?? self.port] in
        continuation.resume(
          with: Result {
            let socket = try Socket(port: port)
            defer { socket.close() }
            socket.send(bytes)
            return socket.answer()
          })
      }
    }
  }

  func exchange(_ text: String, port: Int? = nil) async throws -> String { try await exchange(Array(text.utf8), port: port) }

  func post(_ path: String, _ body: [UInt8], type: String = "application/json") async throws -> String {
    let head =
      "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\r\n"
    return try await exchange(Array(head.utf8) + body)
  }
  func post(_ path: String, _ body: String) async throws -> String { try await post(path, Array(body.utf8)) }

  func get(_ path: String, accept: String = "application/json", port: Int? = nil) async throws -> String {
    try await exchange("GET \(path) HTTP/1.1\r\nHost: localhost\r\nAccept: \(accept)\r\nConnection: close\r\n\r\n", port: port)
  }

  private static func reading(_ pipe: Pipe) async -> String {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var all = Data()
        while case let part = pipe.fileHandleForReading.availableData, !part.isEmpty {
          all += part
          if String(decoding: all, as: UTF8.self).contains("ctrl-C stops it") { break }
        }
        continuation.resume(returning: String(decoding: all, as: UTF8.self))
        while case let part = pipe.fileHandleForReading.availableData, !part.isEmpty {}
      }
    }
  }
}

/// Starts one sandbox for all tests of a suite.
struct WithSandbox: SuiteTrait, TestTrait, TestScoping {
  func scopeProvider(for test: Test, testCase: Test.Case?) -> WithSandbox? { test.isSuite ? self : nil }

  func provideScope(for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void) async throws {
    let sandbox = try await RunningSandbox.start()
    try await RunningSandbox.$current.withValue(sandbox) { try await function() }
    #expect(await sandbox.stop() == 0, "it was not stopped in order")
  }
}

extension Trait where Self == WithSandbox {
  static var sandbox: Self { WithSandbox() }
}
