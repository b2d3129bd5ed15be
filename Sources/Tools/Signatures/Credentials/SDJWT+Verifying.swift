package import Documents

extension SDJWT {
  /// What a verifier demands beside the issuer's signature.
  package struct Rules: Sendable {
    package var issuer: String?
    /// The `vct` of the credential.
    package var credentialType: String?
    /// Types of token that are taken; the second was the name before 2024-11.
    package var types = ["dc+sd-jwt", "vc+sd-jwt"]
    /// Demands a presentation signed by the holder for this audience with this nonce.
    package var binding: (audience: String, nonce: String)?
    /// Seconds that the holder's signature lasts.
    package var maxAge: Int64 = 300
    package var skew: Int64 = 60

    package init(issuer: String? = nil, credentialType: String? = nil, binding: (audience: String, nonce: String)? = nil) {
      self.issuer = issuer
      self.credentialType = credentialType
      self.binding = binding
    }
  }

  /// The claims as shown, without what the format adds. Refused: the issuer's or holder's signature, dates, digests twice, disclosures
  /// that nothing refers to, names that clash.
  package func verify(with keys: KeyStore, at now: Int64, _ rules: Rules = Rules()) throws(SignatureRefusal) -> JSON {
    try issuerToken.verify(with: keys)
    guard rules.types.contains(issuerToken.header.type ?? "") else {
      throw SignatureRefusal(.typeWrong, "typ of the credential is \(issuerToken.header.type ?? "not given"), it must be \(rules.types[0])")
    }
    guard let document = try? Document(parsing: issuerToken.payload), document.duplicateNames.isEmpty else {
      throw SignatureRefusal(.malformed, "the credential is not a JSON object with no name twice")
    }
    let payload = document.root.json
    guard payload["_sd_alg"] == nil || payload["_sd_alg"] == "sha-256" else {
      throw SignatureRefusal(.algorithmUnknown, "_sd_alg must be sha-256")
    }
    var unfolding = Unfolding(disclosures)
    let claims = try unfolding.finished(payload)
    for name in Self.open where claims[name] != nil && payload[name] == nil {
      throw SignatureRefusal(.disclosureWrong, "\(name) must be open, it was disclosed")
    }
    let token = TokenRules(issuer: rules.issuer, needsExpiry: false, leeway: rules.skew)
    // Only what the rules look at: a credential may hold a picture, a token may not.
    let dated = Members((claims.members ?? Members()).filter { ["iss", "iat", "nbf", "exp"].contains($0.name) })
    try token.check(try TokenClaims(parsing: JSON.object(dated).encoded()), at: now)
    guard let type = claims["vct"]?.text else { throw SignatureRefusal(.claimMissing, "the credential has no vct, its type") }
    if let wanted = rules.credentialType, type != wanted { throw SignatureRefusal(.typeWrong, "vct is \(type), it must be \(wanted)") }
    if let binding = rules.binding { try verifyBinding(claims, binding, now, rules) }
    return claims
  }

  private func verifyBinding(
    _ claims: JSON, _ binding: (audience: String, nonce: String), _ now: Int64, _ rules: Rules
  ) throws(SignatureRefusal) {
    guard let keyBinding else {
      throw SignatureRefusal(.unsigned, "the presentation is not signed by its holder (no kb+jwt behind the last tilde)")
    }
    guard let jwk = claims["cnf"]?["jwk"] else { throw SignatureRefusal(.claimMissing, "the credential names no holder's key (cnf.jwk)") }
    try JWT.check("kb+jwt", keyBinding.header.type)
    let key = try VerificationKey(jwk: jwk)
    guard key.kind != .secret else { throw SignatureRefusal(.keyInvalid, "cnf.jwk is a secret: a holder's key is public") }
    try keyBinding.verify(with: key)
    let token = try TokenClaims(parsing: keyBinding.payload)
    guard token.audience == [binding.audience] else {
      throw SignatureRefusal(
        .audienceWrong, "the presentation is for \(token.audience.joined(separator: ", ")), not for \(binding.audience)")
    }
    guard let nonce = token.more["nonce"]?.text, ConstantTime.equal(nonce, binding.nonce) else {
      throw SignatureRefusal(.nonceWrong, "the presentation's nonce is not the one that the verifier gave")
    }
    guard let issued = token.issuedAt else { throw SignatureRefusal(.claimMissing, "the presentation has no iat") }
    guard issued <= now + rules.skew else { throw SignatureRefusal(.notYetValid, "the presentation is of \(issued), it is \(now)") }
    guard now - issued <= rules.maxAge + rules.skew else {
      throw SignatureRefusal(.expired, "the presentation is of \(issued), it is \(now)")
    }
    guard token.more["sd_hash"]?.text == Base64.url.encode(Digest.sha256(Array(bound.utf8))) else {
      throw SignatureRefusal(.digestWrong, "sd_hash is not the digest of what is presented: disclosures were added or taken away")
    }
  }
}

/// Puts disclosures where their digests stand (RFC 9901 section 7.1), each once, at most 32 deep.
private struct Unfolding {
  private var disclosures: [String: Disclosure] = [:]
  private let count: Int
  private var used: Set<String> = []
  private var seen: Set<String> = []

  init(_ list: [Disclosure]) {
    count = list.count
    for disclosure in list { disclosures[disclosure.digest] = disclosure }
  }

  mutating func finished(_ payload: JSON) throws(SignatureRefusal) -> JSON {
    guard disclosures.count == count else { throw SignatureRefusal(.disclosureWrong, "a disclosure is given twice") }
    var claims = try unfolded(payload, 0)
    claims["_sd_alg"] = nil
    guard used.count == count else {
      throw SignatureRefusal(.disclosureWrong, "\(count - used.count) disclosures belong to no digest of this credential")
    }
    return claims
  }

  private mutating func unfolded(_ json: JSON, _ depth: Int) throws(SignatureRefusal) -> JSON {
    guard depth <= 32 else { throw SignatureRefusal(.tooLong, "claims more than 32 deep") }
    switch json {
    case .object(let members): return .object(try object(members, depth))
    case .array(let items):
      var out: [JSON] = []
      for item in items {
        guard let digest = item["..."] else {
          out.append(try unfolded(item, depth + 1))
          continue
        }
        guard item.members?.count == 1 else {
          throw SignatureRefusal(.disclosureWrong, "a digest in a list stands alone, {\"...\": digest}")
        }
        guard let disclosure = try claim(digest) else { continue }
        guard disclosure.name == nil else {
          throw SignatureRefusal(.disclosureWrong, "a disclosure of a member stands for an element of a list")
        }
        out.append(try unfolded(disclosure.value, depth + 1))
      }
      return .array(out)
    default: return json
    }
  }

  private mutating func object(_ members: Members, _ depth: Int) throws(SignatureRefusal) -> Members {
    guard members["..."] == nil else { throw SignatureRefusal(.disclosureWrong, "a digest called ... stands outside of a list") }
    var out = Members()
    for member in members where member.name != "_sd" { out.append(member.name, try unfolded(member.value, depth + 1)) }
    guard let digests = members["_sd"] else { return out }
    guard let items = digests.items else { throw SignatureRefusal(.disclosureWrong, "_sd must be a list of digests") }
    for digest in items {
      guard let disclosure = try claim(digest) else { continue }
      guard let name = disclosure.name else { throw SignatureRefusal(.disclosureWrong, "a disclosure of an element stands for a member") }
      guard out[name] == nil else { throw SignatureRefusal(.disclosureWrong, "\(name) is disclosed beside a claim of that name") }
      out.append(name, try unfolded(disclosure.value, depth + 1))
    }
    return out
  }

  /// The disclosure of a digest; nil when the holder keeps it, or it is a decoy.
  private mutating func claim(_ digest: JSON) throws(SignatureRefusal) -> Disclosure? {
    guard let text = digest.text else { throw SignatureRefusal(.disclosureWrong, "a digest must be a text") }
    guard seen.insert(text).inserted else { throw SignatureRefusal(.disclosureWrong, "a digest stands twice in the credential") }
    guard let disclosure = disclosures[text] else { return nil }
    used.insert(text)
    return disclosure
  }
}
