import DialectsDCI
import DialectsIdentity
import Documents
import Engine
import Evidence
import Facts
import Foundation
import Population
import Sandbox
import Serving
import Signatures
import SourceText
import Timeline
import Transport

/// Everything that outlives one world: the listener, the way out, the people's library, the keys.
final class House: Sendable {
  /// The name under which simulated actors know each other, whatever port the listener has: bytes stay the same from run to run.
  static let origin = "http://sandbox.test"

  let worlds: Worlds
  /// What the vendor's side calls.
  let listener: Listener
  /// Where our own systems call each other; another one where the vendor's side speaks TLS.
  private let inner: Listener
  let population: PopulationLibrary
  let keys: [(role: Role, keys: IDAKeys)]
  let keyring: DCIKeyring
  let seed: UInt64
  let today: Day
  let casting: Casting
  let populace: Populace?
  /// What our keys and tokens come from.
  let keySeed: String
  /// One for all worlds: the limits of a vendor's system hold for the run.
  let pace: Pace
  let schemas: MessageSchemas
  let earlierPeople = EarlierPeople()
  let clocks = VendorClocks()

  static func open(
    library: Library, seed: UInt64, today: Day, casting: Casting = .reference, host: String = "127.0.0.1", port: Int = 0,
    populationSize: Int = 0, keySeed: String? = nil, identity: ServerIdentity? = nil,
    front: @escaping @Sendable (WireRequest) async -> WireResponse = { _ in WireResponse(404) },
    door: @Sendable (Worlds) -> any Doorway = { $0 }
  ) async throws -> House {
    let loaded = PopulationLibrary.load { library.bytes($0) }
    guard let population = loaded.value, loaded.errors.isEmpty else { throw Complaints(loaded.diagnostics) }
    let pem: (String) -> String? = { name in library.bytes("mocks/identity/\(name).pem").map { String(decoding: $0, as: UTF8.self) } }
    let keys = try [Role.id, .mis].map { (role: $0, keys: try IDAKeys(for: $0, pem: pem)) }
    let schemas = ProtocolSchemas.load(library)
    guard let compiled = schemas.value, schemas.errors.isEmpty else { throw Complaints(schemas.diagnostics) }
    let worlds = Worlds(front: front)
    let listener = try await Listener.open(door(worlds), host: host, port: port, identity: identity)
    let inner = identity == nil ? listener : try await Listener.open(worlds, port: 0)
    let populace = populationSize > 0 ? Populace(size: populationSize, seed: seed, today: today, library: population) : nil
    return House(
      worlds: worlds, listener: listener, inner: inner, population: population, keys: keys, seed: seed, today: today, casting: casting,
      populace: populace, keySeed: keySeed ?? String(seed), schemas: compiled)
  }

  private init(
    worlds: Worlds, listener: Listener, inner: Listener, population: PopulationLibrary, keys: [(role: Role, keys: IDAKeys)],
    seed: UInt64, today: Day, casting: Casting, populace: Populace?, keySeed: String, schemas: MessageSchemas
  ) {
    self.keySeed = keySeed
    self.worlds = worlds
    self.listener = listener
    self.inner = inner
    self.population = population
    self.keys = keys
    keyring = DCIKeyring(Registers.roles, seed: String(seed))
    self.seed = seed
    self.today = today
    self.casting = casting
    self.populace = populace
    self.schemas = schemas
    pace = Pace(casting.target?.limits ?? .init())
  }

  func close() async {
    await listener.close()
    await inner.close()
  }

  /// Where a browser on this machine finds us.
  var localAddress: String {
    let host = ["0.0.0.0", "::"].contains(listener.host) ? "127.0.0.1" : listener.host
    return "\(casting.target?.reach.scheme ?? "http")://\(host):\(listener.port)"
  }

  /// The way out of one world. Simulated names lead to our own port.
  func wayOut(_ target: TargetFile?) -> WayOut {
    WayOut(
      ours: Courier(options: .init(connectTo: [.init("sandbox.test:80", "127.0.0.1:\(inner.port)")])), target: target, pace: pace)
  }

  /// The address of a role in a world, as its peers must be told it.
  func ownAddress(_ role: Role, token: String, peer: Role, casting: Casting) -> String {
    guard let target = casting.target, casting.isReal(peer) else { return "\(Self.origin)/w/\(token)/\(role)" }
    return target.ownAddress(role, token: token, local: "\(target.reach.scheme)://\(listener.host):\(listener.port)")
  }

  /// Seconds and numbers that only this world has, from the seed and its name.
  func digest(_ parts: String...) -> [UInt8] { Digest.sha256(Array(([String(seed)] + parts).joined(separator: "|").utf8)) }

  /// What a target declares is how we meet the vendor. Where the harness repeats a message in the vendor's name, it is the other way round.
  private static func inTheName(of declared: Settings) -> Settings {
    var settings = declared
    for (ours, theirs) in [("client-id", "accepts-client-id"), ("client-secret", "accepts-client-secret"), ("sender-id", "receiver-id")] {
      (settings[ours], settings[theirs]) = (declared[theirs], declared[ours])
    }
    for name in ["token-url", "jwks-url", "at"] { settings[name] = nil }
    return settings
  }

  func session(_ role: Role, _ peer: Role, _ dialect: DialectName, token: String, topology: Topology, casting: Casting) -> Session {
    // One session serves every edge of the pair in this dialect: what one of them sets holds for all, the first edge's word first.
    var settings = Settings()
    for edge in topology.edges where edge.dialect == dialect && [edge.from, edge.to].contains(role) && [edge.from, edge.to].contains(peer) {
      for s in edge.settings.all where settings[s.name] == nil { settings[s.name] = s.value }
    }
    settings["key-seed"] = settings["key-seed"] ?? keySeed
    // Where callbacks cannot come, what has a twin that is answered at once is asked by that.
    if casting.cannotCall(peer) { settings["callbacks"] = "none" }
    if casting.isReal(role) { settings = Self.inTheName(of: settings) }
    var session = Session(
      role: role, peer: peer, ownAddress: ownAddress(role, token: token, peer: peer, casting: casting),
      peerAddress: casting.target?.role(peer)?.baseURL ?? "\(Self.origin)/w/\(token)/\(peer)", settings: settings,
      deviations: casting.deviations(of: role, in: dialect))
    if let own = keys.first(where: { $0.role == role })?.keys { session[IDAKeys.self] = own }
    keyring.lend(to: &session)
    return session
  }
}

/// A number of complaints about files, to be shown as they are.
struct Complaints: Error {
  let diagnostics: [SourceText.Diagnostic]
  init(_ diagnostics: [SourceText.Diagnostic]) { self.diagnostics = diagnostics }
}
