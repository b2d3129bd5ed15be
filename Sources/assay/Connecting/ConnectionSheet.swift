import Facts
import Population
import Sandbox
import Scenarios
import Signatures
import Timeline

/// What the other side has to enter, load and do before a run, whatever it is printed as.
struct ConnectionSheet {
  struct Part {
    let title: String
    /// What to do with it.
    let says: String
    let head: [String]
    let rows: [[String]]
    /// To be copied as it is.
    var text: String?
  }
  let title: String
  let parts: [Part]

  init(_ target: TargetFile, file: String, suites: [Suite], population: PopulationLibrary, own: OwnCertificate? = nil) {
    title = "\(target.product.name) \(target.product.version): what to enter before Assay plays with it"
    let maker = Maker(target: target, file: file, suites: suites, population: population, own: own)
    parts = ([maker.reach, maker.trust] + target.roles.flatMap { maker.parts(of: $0) } + [maker.codes, maker.programmes, maker.limits])
      .filter { !$0.rows.isEmpty }
  }

  struct Maker {
    let target: TargetFile
    let file: String
    let suites: [Suite]
    let population: PopulationLibrary
    let own: OwnCertificate?
    /// `<run>` stands where each run has an address of its own.
    var local: String { "\(target.reach.scheme)://\(target.reach.listenHost):\(target.reach.listenPort)" }
    func ours(_ role: Role) -> String { target.ownAddress(role, token: "<run>", local: local) }

    func parts(of role: TargetFile.RoleDecl) -> [Part] {
      let needs = TargetNeeds(of: role.role, in: suites)
      return pairs(role).flatMap { [calls($0, role), credentials($0, role)] } + [
        subscriptions(role), people(role), acts(role, needs), outcomes(role), questions(role, needs),
      ]
    }
  }
}

// Addresses and credentials
extension ConnectionSheet.Maker {
  var reach: ConnectionSheet.Part {
    let says =
      switch target.reach.mode {
      case .pinned: "One fixed address. Let this machine be reached there."
      case .perRun: "Each run has an address of its own, which travels in our messages. Let this machine be reached below it."
      case .none: "It cannot reach us: only what we fetch is seen, and nothing has to be opened."
      }
    let rows =
      target.reach.mode == .none
      ? []
      : [
        ["it reaches us at", target.reach.publicURL ?? local],
        ["this machine listens at", "\(target.reach.listenHost):\(target.reach.listenPort)"],
      ]
    return .init(
      title: "Reach", says: says, head: ["what", "where"], rows: rows + target.roles.map { ["\($0.role), the system itself", $0.baseURL] })
  }

  /// What the other side has to trust when it calls us.
  var trust: ConnectionSheet.Part {
    let root = own?.root
    var rows: [[String]] = []
    if let root, let path = own?.rootPath {
      rows = [
        ["its root, as a file", path], ["SHA-256 of the root", Hex.lower(root.thumbprint)],
        ["it names", OwnCertificate.hosts(of: target).joined(separator: ", ")],
      ]
    } else if let named = target.reach.tls?.certificate {
      rows = [["our certificate", named]]
    }
    if let clients = target.reach.tls?.clients { rows.append(["we ask callers for a certificate signed by", clients]) }
    return .init(
      title: "TLS of our address",
      says: root == nil
        ? "Let the system trust who signed our certificate."
        : "An authority of our own certifies our address. Let the system trust this root, for test use only; it stays the same.",
      head: ["what", "value"], rows: rows, text: root?.pem)
  }

  /// Edges that share peer and dialect: they share keys, tokens and addresses.
  struct Pair {
    let peer: Role
    let dialect: any Dialect
    var edges: [Edge]
    /// What the first edge that says it says, as sessions read it.
    var settings: Settings {
      var all = Settings()
      for s in edges.flatMap(\.settings.all) where all[s.name] == nil { all[s.name] = s.value }
      return all
    }
    var name: String { edges.map(\.name.text).joined(separator: ", ") }
  }

  func pairs(_ role: TargetFile.RoleDecl) -> [Pair] {
    var casting = Casting.reference
    casting.target = target
    var pairs: [Pair] = []
    for edge in casting.topology.edges where edge.from == role.role || edge.to == role.role {
      let peer = edge.from == role.role ? edge.to : edge.from
      guard let dialect = SandboxStages.dialects.first(where: { $0.card.name == edge.dialect }) else { continue }
      if let i = pairs.firstIndex(where: { $0.peer == peer && $0.dialect.card.name == edge.dialect }) {
        pairs[i].edges.append(edge)
      } else {
        pairs.append(Pair(peer: peer, dialect: dialect, edges: [edge]))
      }
    }
    return pairs
  }

  func calls(_ pair: Pair, _ role: TargetFile.RoleDecl) -> ConnectionSheet.Part {
    let rows = pair.dialect.operations.compactMap { o -> [String]? in
      let path = pair.dialect.card.place(of: o, at: pair.settings["at"])
      if o.servedBy == role.role, o.calledBy == pair.peer {
        let declared = ["token", "jwks"].first { o.name.text.hasSuffix($0) }.flatMap { pair.settings["\($0)-url"] } ?? path
        return ["we call it", o.method, declared.hasPrefix("/") ? role.baseURL + declared : declared, o.name.text]
      }
      // Where nothing of it reaches us there is nothing to enter.
      if o.servedBy == pair.peer, o.calledBy == role.role, target.reach.mode != .none {
        return ["it calls us", o.method, ours(pair.peer) + o.path, o.name.text]
      }
      return nil
    }
    return .init(
      title: "\(pair.name): \(role.role) and our \(pair.peer), \(pair.dialect.card.title)",
      says: "Enter our addresses where its configuration asks for them, and open its own to us.",
      head: ["who", "method", "address", "operation"], rows: rows)
  }

  /// Names are printed; secrets never are, but where they come from.
  func credentials(_ pair: Pair, _ role: TargetFile.RoleDecl) -> ConnectionSheet.Part {
    let known = pair.dialect.card.settings.map(\.name)
    let settings = pair.settings
    func row(_ name: String, _ says: String, _ preset: String?) -> [String]? {
      guard known.contains(name), let value = settings[name] ?? preset else { return nil }
      return [says, name.contains("secret") ? (settings[name] == nil ? value : "as `\(name)` of \(file) has it") : value]
    }
    let rows = [
      row("auth", "token", nil), row("client-id", "our client id at its token endpoint", pair.peer.text),
      row("client-secret", "our secret there", "not declared: it is refused, unless the token endpoint takes any"),
      row("accepts-client-id", "its client id at our token endpoint", role.role.text),
      row("accepts-client-secret", "its secret there", "not declared: `secret-of-\(role.role)`, which anybody can guess"),
      row("sender-id", "we call ourselves", pair.peer.text), row("receiver-id", "it is called", role.role.text),
      row("signature", "signature of messages", "ed25519"),
      jwks(pair).map { ["our public keys (JWKS)", $0] },
    ].compactMap { $0 }
    return .init(
      title: "\(pair.name): who is who", says: "Make a client for us with these names, and give it ours.", head: ["what", "value"],
      rows: settings["auth"] == "none" ? rows.filter { !$0[0].contains("token endpoint") && !$0[0].contains("secret") } : rows)
  }

  private func jwks(_ pair: Pair) -> String? {
    let keys = pair.dialect.operations.first { $0.servedBy == pair.peer && ($0.name.text.hasSuffix("jwks") || $0.name == "public-key") }
    guard let keys, pair.settings["signature"] != "none" else { return nil }
    return ours(pair.peer) + keys.path
  }
}
