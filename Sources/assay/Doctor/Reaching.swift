import Facts
import Foundation
import Transport

/// Whether a vendor's system can be reached: its name, its certificate, an answer, its clock.
struct Reaching {
  let target: TargetFile
  let file: String

  func examine(_ role: TargetFile.RoleDecl) async -> [Examined] {
    let named = name(role)
    if let named, named.state == .unreachable { return [named] }
    return [named].compactMap { $0 } + (await call(role))
  }

  /// nil where the address has no name to be looked up.
  private func name(_ role: TargetFile.RoleDecl) -> Examined? {
    guard let host = URL(string: role.baseURL)?.host, host.contains(where: { $0.isLetter }), !host.contains(":") else { return nil }
    let addresses = HostNames.addresses(of: host)
    guard addresses.isEmpty else { return .ok("\(role.role) name", "\(host) is \(addresses.joined(separator: ", "))") }
    return Examined(
      state: .unreachable, what: "\(role.role) name", found: "\(host) does not resolve",
      next: (.file, "correct the host name in roles.\(role.role).base-url, or add it to the name service of this machine"))
  }

  private func call(_ role: TargetFile.RoleDecl) async -> [Examined] {
    do throws(SendFailure) {
      let (response, times) = try await WayOut(target).carry(WireRequest("GET", "/"), to: role.baseURL, patience: 10_000)
      return certificate(role) + [
        .ok("\(role.role) reached", "\(role.baseURL) answers \(response.status) in \(times.total / 1000) ms"), clock(role, response),
      ]
    } catch {
      let (side, next) = advice(error, role)
      return [
        Examined(
          state: .unreachable, what: "\(role.role) \(error.kind == .tls ? "certificate" : "reached")",
          found: "\(role.baseURL): \(error.detail)", next: (side, next))
      ]
    }
  }

  private func certificate(_ role: TargetFile.RoleDecl) -> [Examined] {
    guard role.baseURL.lowercased().hasPrefix("https:") else {
      return [.note("\(role.role) certificate", "none: plain HTTP; tokens and people can be read on the way")]
    }
    let trust = role.tls.authorities.map { "by \($0)" } ?? "by this machine's authorities"
    return [
      .ok(
        "\(role.role) certificate",
        "its chain is trusted \(trust) and names the host" + (role.tls.certificate == nil ? "" : "; ours was taken"))
    ]
  }

  private func advice(_ failure: SendFailure, _ role: TargetFile.RoleDecl) -> (Examined.Side, String) {
    switch failure.kind {
    case .refused:
      (
        .theirs,
        "start the system, or let it listen for this machine; try `curl -i \(role.baseURL)/`; if it is elsewhere, correct base-url in \(file)"
      )
    case .unresolved: (.file, "correct the host name in roles.\(role.role).base-url, or add it to the name service")
    case .timeout: (.theirs, "a firewall may drop the packets: let this machine through; try `curl -i --max-time 10 \(role.baseURL)/`")
    case .tls: certificateAdvice(failure.detail.lowercased(), role)
    case .reset, .retired, .other:
      (.theirs, "it takes the connection and does not answer in HTTP; try `curl -i \(role.baseURL)/`, and check http or https in base-url")
    }
  }

  /// By the words of the TLS library, which differ a little from one to the next.
  private func certificateAdvice(_ said: String, _ role: TargetFile.RoleDecl) -> (Examined.Side, String) {
    if said.contains("subject name") || said.contains("host name") {
      return (.theirs, "let its certificate name the host of base-url, or correct base-url")
    }
    if said.contains("expired") { return (.theirs, "renew its certificate") }
    if said.contains("not yet valid") { return (.ours, "set the clock of this machine") }
    if said.contains("required") || said.contains("handshake failure") || said.contains("bad certificate") {
      return (.file, "it asks for our certificate: add `tls: { client-cert: FILE, client-key: FILE }` to roles.\(role.role)")
    }
    if said.contains("wrong version") || said.contains("unknown protocol") || said.contains("packet length") {
      return (.file, "it speaks plain HTTP at this port: write http:// in base-url")
    }
    return (.file, "name the authority that signed its certificate: add `tls: { ca: FILE }` to roles.\(role.role)")
  }

  /// Tokens and signatures are dated: two clocks must agree to within half a minute.
  private func clock(_ role: TargetFile.RoleDecl, _ response: WireResponse) -> Examined {
    guard let text = response.headers["Date"], let theirs = HTTPDate.seconds(text) else {
      return .note("\(role.role) clock", "it sends no Date; tokens and signatures fail where the clocks differ by more than half a minute")
    }
    let skew = theirs - WallClock.now().seconds
    if abs(skew) <= 30 { return .ok("\(role.role) clock", "\(abs(skew)) s from ours") }
    return .wrong(
      "\(role.role) clock", "\(abs(skew)) s \(skew > 0 ? "ahead of" : "behind") ours", .theirs,
      "set both clocks by a time server: tokens and signatures of the other side look stale or not yet valid")
  }
}

/// The name service of this machine.
enum HostNames {
  /// As texts, each once; empty where the name does not resolve.
  static func addresses(of host: String) -> [String] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &first) == 0 else { return [] }
    defer { freeaddrinfo(first) }
    var found: [String] = []
    var next = first
    while let info = next {
      var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      if getnameinfo(info.pointee.ai_addr, info.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0 {
        found.append(String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
      }
      next = info.pointee.ai_next
    }
    return Knowledge.distinct(found)
  }
}
