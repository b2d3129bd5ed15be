import Facts
import Scenarios
import Timeline

extension TargetDraft {
  /// The target file: it loads as it is, and says in comments what may be added.
  func yaml(_ suites: [Suite], file: String) -> String {
    let needs = TargetNeeds(of: role, in: suites)
    return head(file) + roles() + reach() + clock() + load() + words() + hooks(needs) + observers(needs) + rest()
  }

  private func head(_ file: String) -> String {
    """
    # How \(product.replacing("\n", with: " ")) is met. Every line may be changed; what stands behind # is not read.
    #   assay doctor --target \(file)     what is missing, and on which side
    #   assay sheet  --target \(file)     what its administrator has to enter
    target: \(name)
    product: { name: \(Self.scalar(product)), version: \(Self.scalar(version)) }
    environment: test                         # a production system is refused

    """
  }

  private func roles() -> String {
    var out =
      "roles:\n  \(role):\n    base-url: \(Self.scalar(baseURL))\n    edges:                                  # a dialect for each; none: it cannot be spoken to\n"
    let width = edges.map(\.edge.text.count).max() ?? 0
    for e in edges {
      let gap = String(repeating: " ", count: width - e.edge.text.count + 1)
      out += "      \(e.edge):\(gap)\(e.dialect.map { "{ dialect: \($0) }" } ?? "none")\n"
    }
    for (dialect, settings) in settings() { out += "      # \(dialect) can be told: \(settings.joined(separator: ", "))\n" }
    return out + """
          credentials:
            client-id: assay                      # our name at its token endpoint
            # client-secret: $env.\(variable)_SECRET
            # token-url: /oauth/token
            accepts-client-id: \(name)
            # accepts-client-secret: $env.\(variable)_OWN_SECRET     # its secret at our token endpoint
          # tls: { ca: certs/ca.pem, client-cert: certs/assay.pem, client-key: certs/assay.key }

      """
  }

  private var variable: String { name.uppercased().replacing("-", with: "_") }

  /// Per dialect in use what an edge may say beside it; secrets have a place of their own.
  private func settings() -> [(DialectName, [String])] {
    let used = Knowledge.distinct(edges.compactMap(\.dialect?.text))
    return used.compactMap { name in Knowledge.dialects.first { $0.name.text == name } }.compactMap { card in
      let names = card.settings.map(\.name).filter { !$0.contains("client-") && !$0.contains("token-url") && $0 != "key-seed" }
      return names.isEmpty ? nil : (card.name, names)
    }
  }

  private func reach() -> String {
    guard let publicURL else {
      return "\nreach:\n  mode: none                              # it cannot reach us: what it sends is not seen\n"
    }
    return """

      reach:                                    # how its calls come back to us
        mode: pinned                            # one fixed address; per-run: our address travels in each message
        public-url: \(Self.scalar(publicURL))
        listen: 0.0.0.0:\(listenPort)
        # tls: own                              # we speak TLS ourselves, and the sheet prints the root to trust; or { cert: FILE, key: FILE }

      """
  }

  private func clock() -> String {
    """

    clock:
      mode: real                              # hook: it has a test clock, moved by the hook `advance`
      patience: { default: 15s, cycle: 2 min, operator: 30 min }

    """
  }

  private func load() -> String {
    """

    people:
      source: mint                            # we make them, and `assay people` lists whom to load
      # or lend people of your own, who are kept out of every report: source: pool, and pool: lent.csv
      # identifiers: { UIN: "verhoeff 10", BRN: "B-{year}-{n8}" }     # how its numbers look

    """
  }

  private func words() -> String {
    """

    # vocabulary: { programme: { OAP: PENSION-60 }, event-type: { death: "ns:Death" } }     # its words for ours
    # policy: { filing-window: 6 months, widow-filing-window: 24 months }     # what its law decides, within the range of the page

    """
  }

  /// What the suites want done at its side. Without a hook a person does it, from the run sheet.
  private func hooks(_ needs: TargetNeeds) -> String {
    let card = RegisterCard.of(role)
    var out = "\n# Where a call can do it, name the call here; otherwise a person does it, as `assay run --plan` lists.\n# hooks:\n"
    for need in needs.acts {
      let act = card?.act(need.name)
      let isArranged = card?.arrangements.contains { $0.subject == need.name } ?? false
      let isGiven = isArranged || card?.isGiven(need.name) ?? false
      let people = (act?.people ?? []).map { "\($0): \(isArranged ? "$person.ACCOUNT" : isGiven ? "$person.UIN" : "$\($0).person.UIN")" }
      let body = (people + (act?.inputs ?? []).map { "\($0): $\($0)" }).joined(separator: ", ")
      out += "#   \(need.name): { post: /test/\(need.name), body: { \(body) } }     # \(act?.says ?? need.by)\n"
    }
    out += "#   retire: { post: /test/retire, body: { person: $person.UIN } }     # at the end of a story\n"
    guard role == .payments else { return out }
    return out + """

      # Where its test system goes by the end of the payee's account, and no call can tell it what to do:
      # outcomes:
      #   refuses account-closed: { payee-suffix: "0404" }
      #   settles after 1 day: { payee-suffix: "0024" }

      """
  }

  private func observers(_ needs: TargetNeeds) -> String {
    guard !needs.questions.isEmpty else { return "" }
    var out = "\nobserve:                                  # who can say, best first; a person's word never satisfies a gate\n"
    for q in needs.questions { out += "  \(role).\(q.name): [ \(role == .mis && q.name == "enrolled" ? "payment-list, " : "")operator ]\n" }
    return out
  }

  private func rest() -> String {
    """

    operator: { role: operator, answers: \(name)-answers.yaml }
    limits:
      at-once: 1
      per-second: 5
      money: test                             # nothing that is paid here is real
      # hostile-input: allowed                # malformed and forged messages are sent only with this word

    """
  }

  /// A text as YAML reads it back.
  static func scalar(_ text: String) -> String {
    let plain = text.allSatisfy { $0.isLetter || $0.isNumber || " ._/-".contains($0) } && text.first?.isLetter == true && text.last != " "
    if plain || text.wholeMatch(of: /https?:\/\/[A-Za-z0-9._:\/-]+/) != nil || text.wholeMatch(of: /[0-9]+(\.[0-9]+)*/) != nil {
      return text
    }
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").filter { !$0.isNewline }
    return "\"\(escaped)\""
  }
}
