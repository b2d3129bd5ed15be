import Foundation

/// Runs a line as a user types it, with the program of this build in the path.
enum Shell {
  struct Ended: Sendable {
    let status: Int32
    let output: String
    let complaint: String
  }

  static func run(_ line: String, in folder: URL, _ environment: [String: String]) async throws -> Ended {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder
    process.environment = environment
    let (output, complaint) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = complaint
    process.standardInput = FileHandle.nullDevice
    let ended = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { process in
      ended.continuation.yield(process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus)
      ended.continuation.finish()
    }
    try process.run()
    async let said = reading(output)
    async let complained = reading(complaint)
    let status = await ended.stream.first { _ in true } ?? -1
    return Ended(status: status, output: await said, complaint: await complained)
  }

  /// On a thread of its own: a test that blocks one of the few threads of the others holds up every timeline.
  private static func reading(_ pipe: Pipe) async -> String {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        // Foundation keeps a pipe for long, and starting a program fails where too many files are open.
        defer { try? pipe.fileHandleForReading.close() }
        let all = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
        continuation.resume(returning: String(decoding: all, as: UTF8.self))
      }
    }
  }
}

/// A port that somebody holds, for as long as the tests run.
enum TakenPort {
  static let number: Int = {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        guard bind(socket, address, size) == 0, listen(socket, 1) == 0, getsockname(socket, address, &size) == 0 else { return 0 }
        return Int(UnsafeRawPointer(address).loadUnaligned(as: sockaddr_in.self).sin_port.bigEndian)
      }
    }
  }()
}
