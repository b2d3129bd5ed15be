import Foundation
import Synchronization
import Testing

/// A program in a process of its own. Nothing here waits on one of the few threads that tests share.
struct Launched: Sendable {
  let status: Int32
  let output: String

  static func run(_ program: String, _ arguments: [String], environment: [String: String] = [:]) async throws -> Launched {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = Foreign.root
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    let ended = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { process in
      ended.continuation.yield(process.terminationStatus)
      ended.continuation.finish()
    }
    try process.run()
    let output = await reading(pipe)
    let status = try #require(await ended.stream.first { _ in true })
    return Launched(status: status, output: output)
  }

  private static func reading(_ pipe: Pipe) async -> String {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        // Foundation keeps a pipe for long, and starting a program fails where too many files are open.
        defer { try? pipe.fileHandleForReading.close() }
        continuation.resume(returning: String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self))
      }
    }
  }
}

/// A system unlike ours, served while a test runs: a free port, a database of its own, and the target file that meets it.
final class Foreign: @unchecked Sendable {
  // This file is also compiled, by a link, with the tests beside it.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let folder = root.appending(path: "Tests/Foreign")
  static let assay = root.appending(path: ".build/debug/assay").path

  enum Kind: String, Sendable {
    case mis, crvs, registry, payments, forms, clinic, opencrvs, sandbox
    var target: String { self == .mis ? "target.yaml" : "target-\(rawValue).yaml" }
    /// The addresses as the published target file has them.
    var port: String {
      switch self {
      case .mis: "8800"
      case .crvs: "8801"
      case .registry: "8802"
      case .payments: "8803"
      case .forms: "8804"
      case .clinic: "8805"
      case .opencrvs: "8806"
      case .sandbox: "8090"
      }
    }
    var name: String {
      switch self {
      case .mis: "acme-mis"
      case .crvs: "borough-registry"
      case .registry: "hill-registries"
      case .payments: "valley-pay"
      case .forms: "river-forms"
      case .clinic: "creek-clinic"
      case .opencrvs: "ford-registry"
      case .sandbox: "other-sandbox"
      }
    }
  }

  let place: URL
  private let port: String
  private let ours: String
  private let scheme: String
  private let process = Process()

  /// `tls`: both sides speak it, and it trusts the root that our sheet prints.
  /// `isAbsent`: its target file is there, and nobody behind it.
  /// `program`: another one in its place; `target`: another target file. `changing`: that file with what this test needs otherwise.
  init(
    _ kind: Kind, _ switches: [String] = [], isAbsent: Bool = false, program: URL? = nil, target: String? = nil,
    tls: TestCertificates? = nil,
    changing: (String) throws -> String = { $0 }
  ) async throws {
    place = FileManager.default.temporaryDirectory.appending(path: "foreign-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let (own, ours) = try Self.freePorts()
    port = own
    self.ours = ours
    scheme = tls == nil ? "http" : "https"
    let text = try changing(String(contentsOf: Self.folder.appending(path: target ?? kind.target), encoding: .utf8))
    try text.replacing(kind.port, with: own).replacing("8443", with: ours)
      .write(to: place.appending(path: "target.yaml"), atomically: true, encoding: .utf8)
    if isAbsent { return }
    var switches = switches
    if let tls {
      let sheet = try await Launched.run(Self.assay, ["sheet", "--target", place.appending(path: "target.yaml").path])
      let root = try #require(sheet.output.firstMatch(of: /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/), "\(sheet.output)")
      let file = place.appending(path: "their-trust.pem")
      try String(root.output).write(to: file, atomically: true, encoding: .utf8)
      switches += ["--tls", tls.folder.path, "--trust", file.path]
    }
    let peers = "\(scheme)://127.0.0.1:\(ours)/t/\(kind.name)"
    if kind == .sandbox {
      process.executableURL = URL(filePath: Self.assay)
      process.arguments =
        ["sandbox", "--port", own, "--seed", "other"] + ["crvs", "id", "payments"].flatMap { ["--peer", "\($0)=\(peers)/\($0)"] }
        + ["events.key-seed=quick", "records.key-seed=quick", "payment.poll-every=20 days"].flatMap { ["--setting", $0] }
        + switches
    } else {
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments =
        [
          "python3", (program ?? Self.folder.appending(path: "\(kind).py")).path, "--port", own, "--db",
          place.appending(path: "db.sqlite").path,
          "--peers", peers,
        ]
        + switches
    }
    process.currentDirectoryURL = Self.root
    let log = place.appending(path: "system.log")
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    process.standardOutput = try FileHandle(forWritingTo: log)
    process.standardError = process.standardOutput
    try process.run()
    Orphans.foresee(process.processIdentifier)
    try await Self.listening(own)
  }

  deinit {
    // Whoever started us may have blocked softer signals.
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    Orphans.forget(process.processIdentifier)
    try? FileManager.default.removeItem(at: place)
  }

  func get(_ path: String) async throws -> String {
    try await Launched.run("/usr/bin/env", ["curl", "-sk", "\(scheme)://127.0.0.1:\(port)\(path)"]).output
  }

  func post(_ path: String, _ body: [String: Any]) async throws -> [String: Any] {
    let text = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
    let said = try await Launched.run(
      "/usr/bin/env", ["curl", "-sk", "-H", "Content-Type: application/json", "-d", text, "\(scheme)://127.0.0.1:\(port)\(path)"])
    return try JSONSerialization.jsonObject(with: Data(said.output.utf8)) as? [String: Any] ?? [:]
  }

  /// The status of our own address to a request.
  func calls(_ path: String) async throws -> String {
    try await Launched.run(
      "/usr/bin/env", ["curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "http://127.0.0.1:\(ours)\(path)"]
    ).output
  }

  struct Judged: Sendable {
    let status: Int32
    let output: String
    /// Requirements by state; only those that bind the role under test.
    var states: [String: String] = [:]
    /// Of each requirement that is not met, the best-placed check: who is judged, and by what grade of evidence.
    var faults: [String] = []
    /// Name, role and words.
    var findings: [String] = []
  }

  func judged(_ arguments: [String]) async throws -> Judged {
    let out = place.appending(path: "run-\(UUID().uuidString)")
    let ran = try await Launched.run(
      Self.assay, ["run"] + arguments + ["--target", place.appending(path: "target.yaml").path, "--out", out.path])
    var judged = Judged(status: ran.status, output: ran.output)
    guard let bytes = FileManager.default.contents(atPath: out.appending(path: "report.json").path),
      let report = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    else { return judged }
    for r in report["requirements"] as? [[String: Any]] ?? [] {
      guard let id = r["id"] as? String, let state = r["state"] as? String else { continue }
      judged.states[id] = state
    }
    let checks = (report["instances"] as? [[String: Any]] ?? []).flatMap { $0["checks"] as? [[String: Any]] ?? [] }
    let faults = checks.filter { ["fail", "error"].contains($0["verdict"] as? String) }.map { c in
      [c["requirement"], c["judges"], c["grade"]].map { $0 as? String ?? "-" }.joined(separator: " ")
    }
    judged.faults = Set(faults).sorted()
    let findings = (report["instances"] as? [[String: Any]] ?? []).flatMap { $0["findings"] as? [[String: Any]] ?? [] }
    judged.findings = findings.map { f in [f["name"], f["about"], f["detail"]].map { $0 as? String ?? "-" }.joined(separator: " ") }
    return judged
  }

  /// The port that is tried next. Systems that start at the same time never try the same one: each needs a while to bind it.
  private static let next = Mutex(UInt16.random(in: 12_000..<29_000))

  /// Two ports that nobody listens on, below those that the system lends to outgoing connections: other tests open thousands of these,
  /// and one of them may get a port back that was free a moment ago.
  static func freePorts() throws -> (String, String) {
    var found: [String] = []
    for _ in 0..<200 where found.count < 2 {
      let tried = next.withLock { next in
        next = next == 29_999 ? 12_000 : next + 1
        return next
      }
      let s = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(s) }
      if let port = with(tried, { address, length in bind(s, address, length.pointee) == 0 }) { found.append(port) }
    }
    return (try #require(found.first), try #require(found.last))
  }

  /// The port of the address after the work, if it succeeds.
  private static func with(_ port: UInt16, _ work: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Bool) -> String? {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let done = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { work($0, &length) }
    }
    return done ? String(UInt16(bigEndian: address.sin_port)) : nil
  }

  private static func listening(_ port: String) async throws {
    for _ in 0..<300 {
      let s = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(s) }
      if with(UInt16(port) ?? 0, { connect(s, $0, $1.pointee) == 0 }) != nil { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("nothing listens at port \(port)")
  }
}

/// An authority of a test's own, and what it signed: `ca.pem`; `cert.pem` and `key.pem` for 127.0.0.1; `client.pem` and `client.key`.
struct TestCertificates: Sendable {
  let folder: URL

  /// `host`: what the certificate names; 127.0.0.1 by itself.
  init(naming host: String = "IP:127.0.0.1") async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "certificates-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try await make(
      "ca", key: "ca.key", "/CN=Test root", ["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"])
    try await make("cert", key: "key.pem", "/CN=Test host", signed + ["-addext", "subjectAltName=\(host)"])
    try await make("client", key: "client.key", "/CN=Test client", signed)
  }

  private var signed: [String] {
    ["-CA", "ca.pem", "-CAkey", "ca.key", "-addext", "basicConstraints=critical,CA:FALSE"]
  }

  private func make(_ name: String, key: String, _ subject: String, _ more: [String]) async throws {
    let arguments =
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", subject]
      + ["-keyout", key, "-out", "\(name).pem"] + more
    let made = try await Launched.run(
      "/bin/sh", ["-c", "cd \"$0\" && exec openssl \"$@\"", folder.path] + arguments)
    try #require(made.status == 0, "\(made.output)")
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}

/// Whatever a test holds on to, no system that it started outlives the tests.
private enum Orphans {
  private static let processes = Mutex<[pid_t]>([])
  private static let atTheEnd: Void = {
    _ = atexit { Orphans.processes.withLock { $0 }.forEach { kill($0, SIGKILL) } }
  }()
  static func foresee(_ process: pid_t) {
    atTheEnd
    processes.withLock { $0.append(process) }
  }
  static func forget(_ process: pid_t) { processes.withLock { $0.removeAll { $0 == process } } }
}
