import Documents
import Facts
import Sandbox
import Signatures
import Timeline
import Transport

// What lies beneath the messages: tokens, keys, challenges.
extension Visit {
  private var dialect: (any Dialect)? { SandboxStages.dialects.first { $0.card.name == edge.dialect } }
  private var settings: Settings {
    var all = Settings()
    for s in world.topology.edges.filter({ $0.dialect == edge.dialect }).flatMap(\.settings.all) where all[s.name] == nil {
      all[s.name] = s.value
    }
    return all
  }
  private func served(_ suffix: String) -> Operation? {
    dialect?.operations.first { $0.servedBy == role.role && !$0.carriesMessages && $0.name.text.hasSuffix(suffix) }
  }
  private func carry(_ request: WireRequest) async -> Result<WireResponse, SendFailure> {
    do throws(SendFailure) {
      return .success(try await WayOut(target).carry(request, to: role.baseURL, patience: target.patience(for: "token")).response)
    } catch {
      return .failure(error)
    }
  }

  /// Its token endpoint, where it has one: client credentials of RFC 6749 in a form.
  func token(_ file: String) async -> [Examined] {
    guard settings["auth"] != "none", let operation = served("token") else { return [] }
    let what = "\(role.role) token"
    let place = settings["token-url"] ?? operation.path
    guard let secret = settings["client-secret"] else {
      return [.note(what, "`client-secret` is not declared, so none is asked for at \(place); add it to `credentials`, as $env.NAME")]
    }
    let form = [("grant_type", "client_credentials"), ("client_id", settings["client-id"] ?? edge.from.text), ("client_secret", secret)]
    let body = form.map { "\($0.0)=\(PercentEncoding.component($0.1))" }.joined(separator: "&")
    let request = WireRequest(
      "POST", place, headers: [HeaderField("Content-Type", "application/x-www-form-urlencoded")], body: Array(body.utf8))
    switch await carry(request) {
    case .failure(let failure):
      return [.wrong(what, "\(place): \(failure.detail)", .theirs, "let it give tokens there, or correct `token-url` in \(file)")]
    case .success(let response): return [judgedToken(what, place, response, file)]
    }
  }

  private func judgedToken(_ what: String, _ place: String, _ response: WireResponse, _ file: String) -> Examined {
    let said = try? JSON(parsing: response.body)
    switch response.status {
    case 200..<300:
      guard said?["access_token"]?.text != nil else {
        return .wrong(
          what, "\(place) answered \(response.status) without `access_token`", .theirs, "let it answer as RFC 6749 section 5.1 says")
      }
      return .ok(
        what, "\(place) gives a token, good for \(said?["expires_in"]?.text ?? said?["expires_in"]?.numberText ?? "an unsaid number of") s")
    case 400, 401, 403:
      let why = said?["error"]?.text ?? "\(response.status)"
      return .wrong(
        what, "\(place) refuses our client (\(why))", .theirs,
        "make the client `\(settings["client-id"] ?? edge.from.text)` there, or correct `client-id` and `client-secret` in \(file)")
    case 404, 405:
      return .wrong(
        what, "nothing gives tokens at \(place) (\(response.status))", .file,
        "correct `token-url` of roles.\(role.role).credentials, or write `auth: none` at the edge")
    case 429: return .wrong(what, "\(place) answered 429, too many requests", .file, Self.slower)
    default: return .wrong(what, "\(place) answered \(response.status)", .theirs, "look into its log: the request was well-formed")
    }
  }

  /// An edge on which nothing can be asked without a change: its keys, its challenge, or whether anything is there.
  func look() async -> [Examined] {
    if isLater { return [] }
    var all: [Examined] = []
    if settings["signature"] != "none", let operation = served("jwks") { all.append(await keys(settings["jwks-url"] ?? operation.path)) }
    if let operation = served("challenge") {
      return all + [await challenge(dialect?.card.place(of: operation, at: settings["at"]) ?? operation.path)]
    }
    guard edge.to == role.role,
      let told = dialect?.operations.first(where: { $0.servedBy == role.role && $0.carriesMessages && edge.joins($0.servedBy, $0.calledBy) }
      )
    else {
      return all + [.note("ask on \(edge.name)", "here it calls us: nothing can be asked of it")]
    }
    let path = dialect?.card.place(of: told, at: settings["at"]) ?? told.path
    switch await carry(WireRequest("GET", path)) {
    case .failure(let failure): all.append(.wrong("look at \(edge.name)", "\(path): \(failure.detail)", .theirs, "let it listen there"))
    case .success(let response) where response.status == 404:
      all.append(.note("look at \(edge.name)", "GET \(path) answers 404; if \(told.method) does so too, correct `at` of the edge"))
    case .success(let response):
      all.append(
        .ok("look at \(edge.name)", "\(path) is there (GET answers \(response.status)); nothing can be asked on this edge without a change")
      )
    }
    return all
  }

  private func keys(_ path: String) async -> Examined {
    switch await carry(WireRequest("GET", path)) {
    case .failure(let failure): return .wrong("\(role.role) keys", "\(path): \(failure.detail)", .theirs, "let it publish its keys there")
    case .success(let response):
      let count = (try? JSON(parsing: response.body))?["keys"]?.items?.count ?? 0
      if response.status == 200, count > 0 { return .ok("\(role.role) keys", "\(path) publishes \(counted(count, "key"))") }
      return .wrong(
        "\(role.role) keys", "\(path) answers \(response.status) without keys", .theirs,
        "let it publish a JWKS there, or write `jwks-url` or `signature: none` at the edge")
    }
  }

  /// WebSub's question, whether it wants to be told; it must say the word back.
  private func challenge(_ path: String) async -> Examined {
    let word = "assay-doctor-\(world.token.prefix(8))"
    let mark = path.contains("?") ? "&" : "?"
    switch await carry(WireRequest("GET", "\(path)\(mark)mode=subscribe&challenge=\(word)&topic=BIRTH_REGISTERED")) {
    case .failure(let failure): return .wrong("challenge on \(edge.name)", "\(path): \(failure.detail)", .theirs, "let it listen there")
    case .success(let response):
      let said = (try? JSON(parsing: response.body))?["challenge"]?.text ?? String(decoding: response.body, as: UTF8.self)
      if response.status == 200, said == word { return .ok("challenge on \(edge.name)", "\(path) says the word back") }
      return .wrong(
        "challenge on \(edge.name)", "\(path) answers \(response.status) without the word", .theirs,
        "let it answer the challenge with the word that it was given, as WebSub has it")
    }
  }
}
