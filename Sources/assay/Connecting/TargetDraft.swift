import Facts
import Sandbox

/// What eight answers say of a vendor's system: enough for a target file that loads.
struct TargetDraft {
  var product = ""
  var version = ""
  var role: Role = .mis
  var baseURL = ""
  /// In the order of the reference's edges; nil: `none`.
  var edges: [(edge: EdgeName, dialect: DialectName?)] = []
  /// nil: it cannot reach us.
  var publicURL: String?
  var isTest = false

  /// `Acme MIS` is called `acme-mis` in addresses and file names.
  var name: String {
    let words = product.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return words.isEmpty ? "target" : words.joined(separator: "-")
  }

  /// Edges of a role as the reference speaks them.
  static func edges(of role: Role) -> [Edge] {
    Topology.reference.edges.filter { ($0.from == role || $0.to == role) && !Casting.isByName($0, for: role) }
  }

  /// The port at which we listen, where the public address names one.
  var listenPort: Int {
    let rest = (publicURL ?? "").drop { $0 != ":" }.dropFirst(3)
    let host = rest.prefix { $0 != "/" }
    return host.split(separator: ":").dropFirst().last.flatMap { Int($0) } ?? 8443
  }
}

/// One of the eight: what is asked, what is meant by silence, and how the answer is read.
struct TargetQuestion {
  let flag: String
  let ask: String
  let hint: String
  let preset: @Sendable (TargetDraft) -> String
  let take: @Sendable (inout TargetDraft, String) throws -> Void

  static let all: [TargetQuestion] = [
    TargetQuestion(flag: "--product", ask: "What is the system called?", hint: "as its makers call it", preset: { _ in "Our MIS" }) {
      draft, said in
      draft.product = said
    },
    TargetQuestion(flag: "--product-version", ask: "Which version is it?", hint: "it stands in every report", preset: { _ in "1.0" }) {
      draft, said in
      draft.version = said
    },
    TargetQuestion(
      flag: "--role", ask: "Which role does it fill?", hint: Registers.roles.map(\.text).joined(separator: ", "), preset: { _ in "mis" }
    ) { draft, said in
      guard Registers.roles.contains(Role(said)) else {
        throw UsageError("there is no role \(said); roles are \(Registers.roles.map(\.text).joined(separator: ", "))")
      }
      draft.role = Role(said)
    },
    TargetQuestion(
      flag: "--base-url", ask: "Where is it?", hint: "the address before all its paths", preset: { _ in "http://127.0.0.1:8800/api" }
    ) { draft, said in
      draft.baseURL = try address(said, "--base-url")
    },
    TargetQuestion(
      flag: "--dialect", ask: "How does it speak on each edge?",
      hint: "EDGE=DIALECT, and none where it does not; see `assay list dialects`",
      preset: { TargetDraft.edges(of: $0.role).map { "\($0.name)=\($0.dialect)" }.joined(separator: " ") }
    ) { draft, said in try speak(&draft, said) },
    TargetQuestion(
      flag: "--public-url", ask: "At which address does it reach us?", hint: "none, if it cannot: then only what we fetch is seen",
      preset: { _ in "http://127.0.0.1:8443" }
    ) { draft, said in
      draft.publicURL = said == "none" ? nil : try address(said, "--public-url")
    },
    TargetQuestion(
      flag: "--people", ask: "Where do its people come from?",
      hint: "mint: we make them, you load them, as `assay people` lists them; people of yours are named in the file later",
      preset: { _ in "mint" }
    ) { draft, said in
      guard said == "mint" else {
        let isPlanned = PeopleSource.Kind(rawValue: said) != nil
        throw UsageError(
          isPlanned
            ? "people from a \(said) stand in a file of yours; write mint here, and `people: { source: \(said), pool: FILE }` into the target file"
            : "people do not come from \(said); write mint")
      }
    },
    TargetQuestion(
      flag: "--test-system", ask: "Is it a test system, with test people and test money only?", hint: "yes or no", preset: { _ in "yes" }
    ) { draft, said in
      guard ["yes", "y", "true"].contains(said.lowercased()) else {
        throw UsageError("a system with real people or real money is not played with; set up a test system, and begin again")
      }
      draft.isTest = true
    },
  ]

  private static func address(_ text: String, _ flag: String) throws -> String {
    guard Addresses.isCallable(text) else {
      throw UsageError("\(text) is no address; write it as in `\(flag) https://mis.example.org/api`")
    }
    return text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  /// `events=opencrvs identity=none`; edges that are not named stay as the reference speaks them.
  private static func speak(_ draft: inout TargetDraft, _ text: String) throws {
    let known = TargetDraft.edges(of: draft.role)
    var edges: [(edge: EdgeName, dialect: DialectName?)] = known.map { ($0.name, $0.dialect) }
    for word in text.split(whereSeparator: { " ,".contains($0) }) {
      let sides = word.split(separator: "=").map(String.init)
      guard sides.count == 2, let i = edges.firstIndex(where: { $0.edge.text == sides[0] }) else {
        throw UsageError(
          "\(word) cannot be read; write EDGE=DIALECT; edges of \(draft.role) are \(known.map(\.name.text).joined(separator: ", "))")
      }
      let able = Knowledge.speakers(on: known[i])
      guard sides[1] == "none" || able.contains(where: { $0.text == sides[1] }) else {
        throw UsageError("\(sides[1]) is not spoken on \(sides[0]); there are \(able.map(\.text).joined(separator: ", ")), none")
      }
      edges[i].dialect = sides[1] == "none" ? nil : DialectName(sides[1])
    }
    draft.edges = edges
  }
}
