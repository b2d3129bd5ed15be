import Conformance
import Documents
import Facts
import Scenarios
import SourceText
import Transport

/// What a vendor declares: addresses, dialects, credentials, reach, clock, people, vocabulary, policy, hooks, observers, limits.
struct TargetFile: Sendable {
  struct RoleDecl: Sendable {
    let role: Role
    let baseURL: String
    let profile: String?
    let edges: [EdgeChoice]
    /// `token-url`, `client-id`, `client-secret`...
    let credentials: Settings
    /// Scenarios by id or key, and whether the product plays them.
    let features: [Declaration.Feature]
    /// Whom to trust at this address, and who we are there.
    var tls = Courier.TLS()
    /// What our calls to it go through.
    var proxy: String?
  }
  struct EdgeChoice: Sendable {
    let edge: EdgeName
    /// nil: `none`, it cannot be spoken to on this edge.
    let dialect: DialectName?
    let settings: Settings
    let name: SourceSpan
    let span: SourceSpan
  }
  struct Reach: Sendable {
    struct TLS: Sendable {
      /// Files in PEM; nil: an authority of the target's own certifies the address.
      var certificate: String?
      var key: String?
      /// Whose certificates callers must show.
      var clients: String?
    }
    enum Mode: String, Sendable, CaseIterable {
      case perRun = "per-run"
      case pinned, none
    }
    var mode: Mode = .perRun
    var publicURL: String?
    var listenHost = "127.0.0.1"
    var listenPort = 0
    /// It speaks TLS itself; nil: plain HTTP, or a gateway in front of it does.
    var tls: TLS?
    var scheme: String { tls == nil ? "http" : "https" }
    /// Started before a run, and stopped after it; without `url` it prints one.
    var tunnel: (command: String, url: String?)?
  }
  /// An HTTP call at the vendor's side, with a rule that says when it is done.
  struct Hook: Sendable {
    let name: String
    let method: String
    let path: String
    let body: Node?
    /// Calling it twice does what calling it once does.
    var isRepeatable = false
    /// Poll this path until the value at `status` is `isValue`.
    let poll: (path: String, at: String, isValue: String)?
    /// What the answer gives, by JSONPath.
    let gives: [(name: String, path: String)]
  }
  /// What the payment system itself does for whoever is paid at an account with this end.
  struct Outcome: Sendable {
    /// `refuses account-closed`
    let does: String
    let suffix: String
  }
  /// Who plays: what a hook does not do, a person does from the run sheet.
  struct Operator: Sendable {
    let role: String
    /// The file of answers, beside the target file.
    let answers: String?
  }
  struct Limits: Sendable {
    var atOnce: Int?
    var perSecond: Int?
    /// nothing that is paid is real
    var isTestMoney = false
    /// Malformed and forged messages may be sent.
    var hostileInput = false
  }
  struct ObserverDecl: Sendable {
    enum Form: Sendable {
      case paymentList
      /// `answers` maps the vendor's words to ours; `facts` are further values by path.
      case get(
        path: String, answer: String, answers: [(word: String, values: [String])], paid: String?, gives: [(name: String, path: String)],
        grade: Grade)
      case person
    }
    let form: Form
  }

  let name: String
  let product: (name: String, version: String)
  let environment: String
  let roles: [RoleDecl]
  var reach: Reach
  /// Milliseconds by kind of waiting.
  var patience: [(kind: String, milliseconds: Int)]
  /// By group (`programme`), ours to theirs.
  let vocabulary: [(group: String, ours: String, theirs: String)]
  let policies: [(name: String, value: String, span: SourceSpan)]
  let hooks: [Hook]
  /// By `mis.enrolled`.
  let observers: [(question: String, ladder: [ObserverDecl])]
  /// Values that must never be written anywhere.
  let secrets: [String]
  var limits = Limits()
  var operators: Operator?
  var people = PeopleSource()
  /// By the payee's account; whoever has no such end is paid.
  var outcomes: [Outcome] = []
  /// The folder of what is kept for it from run to run: keys, whom it has used up, what a broken run needs.
  var home = ""
  /// All of it as it may be shown: secrets taken out.
  var declared: JSON = .null

  /// What the vendor claims, role by role.
  var declarations: [Declaration] {
    roles.map { role in
      Declaration(
        role: RoleName(role.role.text), profile: role.profile, features: role.features,
        speech: role.edges.map { .init($0.edge.text, $0.dialect?.text) })
    }
  }

  func role(_ role: Role) -> RoleDecl? { roles.first { $0.role == role } }
  func hook(_ name: String) -> Hook? { hooks.first { $0.name == name } }
  /// A registrar's holiday is waited out; a year in which the product may be mended is not.
  static let longestPatience = StoryDuration(days: 30)
  /// As many times as long as it says: `--patience 3x`.
  var patienceFactor = 1.0
  var operatorRole: String? { operators?.role }
  func patience(for kind: String) -> Int {
    let own = patience.first { $0.kind == kind }?.milliseconds ?? patience.first { $0.kind == "default" }?.milliseconds ?? 15_000
    return min(Int(Double(own) * patienceFactor), Self.longestPatience.rough * 1000)
  }
  /// Where it finds one of ours: `role` below our public address, or below `local` where it declares none.
  func ownAddress(_ role: Role, token: String, local: String) -> String {
    let outside = reach.publicURL ?? local
    return reach.mode == .pinned ? "\(outside)/t/\(name)/\(role)" : "\(outside)/w/\(token)/\(role)"
  }
}
