extension PageMap {
  var targetKeys: [PageKey] {
    switch self {
    case .target:
      [
        .init("target", "The name of this installation.", required: true), .init("product", "What is judged.", .map(.product)),
        .init("environment", "Only `test` is ever judged.", .oneOf(["test"]), required: true),
        .init("roles", "The roles that real systems fill.", .names(.map(.role)), required: true),
        .init("reach", "How these systems reach the sandbox.", .map(.reach)),
        .init("clock", "Whose time it is, and how long to wait.", .map(.clock)),
        .init("people", "Where its people come from.", .map(.people)),
        .init("vocabulary", "Its words for ours, by group.", .names(.names(.text))),
        .init("policy", "What its law or programme decides.", .names(.either([.text, .names(.text)]))),
        .init("hooks", "Calls by which the system is prepared.", .names(.map(.hook))),
        .init(
          "outcomes", "What its payment system does by the payee's account: `refuses account-closed: { payee-suffix: \"0404\" }`.",
          .names(.names(.text))),
        .init(
          "observe", "The ladder of observers for each question.",
          .names(.either([.words, .map(.observer), .list(.either([.text, .map(.observer)]))]))),
        .init("operator", "The person at the system.", .map(.person)), .init("limits", "What the system can bear.", .map(.limits)),
      ]
    case .product: [.init("name", "The name of the product."), .init("version", "Its version.")]
    case .role:
      [
        .init("profile", "The profile that it claims."),
        .init("features", "What it claims: `yes` or `no` for a scenario.", .names(.text)),
        .init("base-url", "Where it is called.", required: true),
        .init("edges", "A dialect for each edge, or `none`.", .names(.either([.known(.dialect), .names(.text)])), required: true),
        .init("credentials", "What we show it; `$env.NAME` comes from the environment.", .names(.text)),
        .init("tls", "Certificates: `ca` whom we trust there, `client-cert` and `client-key` who we are.", .names(.text)),
        .init("proxy", "The HTTP proxy that our calls to it go through."),
      ]
    case .reach:
      [
        .init("mode", "Whether addresses change with each run.", .oneOf(["per-run", "pinned", "none"])),
        .init("public-url", "Where the sandbox is seen from outside."), .init("listen", "HOST:PORT."),
        .init("identity", "The folder of our keys and of what is kept from run to run; `.assay/NAME` beside this file."),
        .init(
          "tls", "`own`: an authority of ours certifies the address, and the sheet prints its root. Else `cert`, `key`, `client-ca`.",
          .either([.oneOf(["own"]), .names(.text)])),
        .init("tunnel", "`command` makes our address known outside, `{port}` in it is ours; `url` where it prints none.", .names(.text)),
      ]
    case .clock:
      [
        .init("mode", "Whose clock it is."), .init("cycle", "How a cycle is run.", .anything),
        .init("patience", "How long to wait, by kind; `default` for all.", .names(.text)),
        .init("hook", "The hook that sets the clock.", .anything),
      ]
    case .people:
      [
        .init(
          "source", "`mint`: we make them; `pool`: you lend them; `map`: you say who of them is whom.", .oneOf(["mint", "pool", "map"])),
        .init("identifiers", "How identifiers are made, by scheme: `UIN: \"verhoeff 10, prefix 29\"`.", .names(.text)),
        .init("load", "How those who are made get in: `file`, `hook` or `dialect`.", .anything),
        .init(
          "pool", "The file (CSV, JSON, YAML) of those who are lent: one, several, or one for each archetype.",
          .either([.words, .names(.text)])),
        .init("map", "By story and role the `id` of a row: `CR-06: { deceased: P-17 }`.", .names(.names(.text))),
        .init("reset", "How they are put back.", .anything),
        .init(
          "real-people", "`none`: who is lent is invented. Else they are kept out of logs and reports: `masked`.",
          .oneOf(["none", "masked"])),
      ]
    case .person: [.init("role", "Whose operator it is.", .anything), .init("answers", "What is answered for the operator.", .anything)]
    case .limits:
      [
        .init("at-once", "Requests at once."), .init("per-second", "Requests a second."),
        .init("money", "Whether nothing that is paid is real: `test`."),
        .init("hostile-input", "Whether spoiled messages may be sent: `allowed`."),
      ]
    case .hook:
      ["post", "get", "put", "delete"].map { .init($0, "The path that is called by \($0.uppercased()).") }
        + [
          .init(
            "body", "The body that is sent: `$person.UIN`, and of a mother, father, spouse or guardian `$person.father.UIN`.",
            .anything),
          .init("repeatable", "Twice does what once does: it may be called again after a break.", .oneOf(["yes", "no"])),
          .init("done-when", "What to ask until it is done.", .map(.done)),
          .init("gives", "Values of its answer, by JSONPath; `today`: the day on which its clock then stands.", .names(.text)),
        ]
    case .done: [.init("poll", "The path that is asked."), .init("at", "Where the word stands, a JSONPath."), .init("is", "The word.")]
    default:
      [
        .init("get", "The path that is asked.", required: true), .init("answer", "Where the word stands, a JSONPath.", required: true),
        .init("grade", "The grade of this evidence. B is the vendor's word, and satisfies no gate.", .oneOf(["B", "C"])),
        .init("paid-total", "Where the sum stands, a JSONPath."),
        .init("gives", "Facts that stand beside the word, as `reason`, by JSONPath.", .names(.text)),
      ]
    }
  }
}
