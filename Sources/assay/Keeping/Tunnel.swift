import Facts
import Foundation
import SourceText
import Synchronization
import Timeline

/// A command of the target that makes our address known outside: started before a run, stopped with all that it started when it ends.
///
///     tunnel: { command: "cloudflared tunnel --url http://127.0.0.1:{port}", url: https://assay.partner.example }
final class Tunnel: Sendable {
  let url: String
  private let group: pid_t
  private static let longest = 30_000

  /// nil where the target declares none. Without `url` the first address that the command prints is taken.
  static func open(_ target: TargetFile?) async throws -> Tunnel? {
    guard let target, let declared = target.reach.tunnel else { return nil }
    let output = Output()
    let command = declared.command.replacing("{port}", with: String(target.reach.listenPort))
    guard let group = output.start(command) else {
      throw UsageError("the tunnel `\(command)` cannot be started; try it in a shell, and correct reach.tunnel.command")
    }
    running.withLock { $0.append(group) }
    if let url = declared.url { return Tunnel(url: url, group: group) }
    var left = longest
    while left > 0 {
      if let url = output.address { return Tunnel(url: url, group: group) }
      if output.isEnded { break }
      left -= max(1, await output.bell.wait(atMost: min(left, 500)))
    }
    stop(group)
    throw UsageError(
      .nobodyAnswers,
      what: "the tunnel `\(command)` printed no address within \(longest / 1000) s; it said: \(output.tail)",
      next: "try it in a shell, or say its address with reach.tunnel.url")
  }

  private init(url: String, group: pid_t) {
    self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
    self.group = group
  }
  deinit { Self.stop(group) }

  private static let running = Mutex<[pid_t]>([])
  /// For a process that ends at once.
  static func stopAll() { for group in running.withLock(\.self) { stop(group) } }

  private static func stop(_ group: pid_t) {
    running.withLock { $0.removeAll { $0 == group } }
    _ = kill(-group, SIGTERM)
    var status: Int32 = 0
    for _ in 0..<50 where waitpid(group, &status, WNOHANG) == 0 { poll(nil, 0, 20) }
    _ = kill(-group, SIGKILL)
    _ = waitpid(group, &status, WNOHANG)
  }

  /// What the command prints, read for its address and to keep it from standing still.
  private final class Output: Sendable {
    private struct State {
      var text = ""
      var isEnded = false
    }
    private static let most = 1 << 16
    private let state = Mutex(State())
    let bell = Bell()
    var isEnded: Bool { state.withLock(\.isEnded) }
    var tail: String { state.withLock { String($0.text.suffix(300)).replacing("\n", with: " ") } }

    /// The address of its own machine, at which it finds us, is not the one that is meant.
    var address: String? {
      let text = state.withLock(\.text)
      return text.matches(of: /https?:\/\/[A-Za-z0-9.\-]+(:[0-9]+)?(?=[\s"'|\/]|$)/).map { String($0.output.0) }
        .first { url in !["://127.0.0.1", "://localhost", "://0.0.0.0"].contains { url.contains($0) } }
    }

    /// In a group of its own, so that what it starts is stopped with it.
    func start(_ command: String) -> pid_t? {
      var pipes: [Int32] = [-1, -1]
      guard pipe(&pipes) == 0 else { return nil }
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      posix_spawn_file_actions_init(&actions)
      posix_spawnattr_init(&attributes)
      defer {
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
        close(pipes[1])
      }
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, pipes[1], 1)
      posix_spawn_file_actions_adddup2(&actions, pipes[1], 2)
      posix_spawn_file_actions_addclose(&actions, pipes[0])
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
      posix_spawnattr_setpgroup(&attributes, 0)
      var words: [UnsafeMutablePointer<CChar>?] = ["/bin/sh", "-c", command].map { (word: String) in strdup(word) } + [nil]
      var settings: [UnsafeMutablePointer<CChar>?] =
        ProcessInfo.processInfo.environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
      defer { for word in words + settings { free(word) } }
      var child = pid_t()
      guard posix_spawn(&child, "/bin/sh", &actions, &attributes, &words, &settings) == 0 else {
        close(pipes[0])
        return nil
      }
      let file = FileHandle(fileDescriptor: pipes[0], closeOnDealloc: true)
      Thread.detachNewThread { [self] in
        while true {
          let more = file.availableData
          if more.isEmpty { break }
          take(String(decoding: more, as: UTF8.self))
        }
        state.withLock { $0.isEnded = true }
        bell.ring()
      }
      return child
    }

    private func take(_ more: String) {
      state.withLock { if $0.text.utf8.count < Self.most { $0.text += more } }
      bell.ring()
    }
  }
}
