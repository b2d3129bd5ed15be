extension HTTPSignature {
  /// What a signer says beside the components; each is left out when nil.
  package struct Options: Sendable {
    package var label: String
    /// Seconds since 1970.
    package var created: Int64?
    package var expires: Int64?
    package var nonce: String?
    /// Whether `alg` is written.
    package var namesAlgorithm: Bool
    package var keyID: String?
    package var tag: String?

    package init(
      label: String = "sig", created: Int64? = nil, expires: Int64? = nil, nonce: String? = nil, namesAlgorithm: Bool = false,
      keyID: String? = nil, tag: String? = nil
    ) {
      self.label = label
      self.created = created
      self.expires = expires
      self.nonce = nonce
      self.namesAlgorithm = namesAlgorithm
      self.keyID = keyID
      self.tag = tag
    }

    func parameters(_ algorithm: HTTPSignatureAlgorithm) -> Parameters {
      var out = Parameters()
      out["created"] = created.map { .integer($0) }
      out["expires"] = expires.map { .integer($0) }
      out["keyid"] = keyID.map { .string($0) }
      if namesAlgorithm { out["alg"] = .string(algorithm.rawValue) }
      out["nonce"] = nonce.map { .string($0) }
      out["tag"] = tag.map { .string($0) }
      return out
    }
  }

  /// The two fields that sign these components of the message; both are to be added to it.
  package static func sign(
    _ message: HTTPMessage, covering components: [Component], with key: SigningKey, _ algorithm: HTTPSignatureAlgorithm,
    _ options: Options = Options()
  ) throws(SignatureRefusal) -> [HTTPMessage.Field] {
    let parameters = options.parameters(algorithm)
    let base = try base(components, parameters, message)
    let signature = try key.sign(Array(base.utf8), algorithm.jose)
    let label = try Parameters.checked(options.label)
    return [
      HTTPMessage.Field("Signature-Input", "\(label)=\(try input(components, parameters))"),
      HTTPMessage.Field("Signature", "\(label)=\(try BareItem.bytes(signature).serialized())"),
    ]
  }

  /// What a receiver demands of a signature.
  package struct Rules: Sendable {
    /// Take only the signature of this label, or of this tag; where neither is said there must be a single one.
    package var label: String?
    package var tag: String?
    /// Components that must be covered, at least.
    package var covered: [Component]
    /// The one algorithm that is taken; needed for an RSA key where the signature names none.
    package var algorithm: HTTPSignatureAlgorithm?
    package var needsCreated: Bool
    /// Seconds that a signature lasts after `created`; nil: as long as it says.
    package var maxAge: Int64?
    package var skew: Int64
    package var nonce: String?

    package init(
      label: String? = nil, tag: String? = nil, covered: [Component] = [], algorithm: HTTPSignatureAlgorithm? = nil,
      needsCreated: Bool = true, maxAge: Int64? = nil, skew: Int64 = 60, nonce: String? = nil
    ) {
      self.label = label
      self.tag = tag
      self.covered = covered
      self.algorithm = algorithm
      self.needsCreated = needsCreated
      self.maxAge = maxAge
      self.skew = skew
      self.nonce = nonce
    }
  }

  /// The message's signature that the rules mean, verified at an instant (seconds since 1970) with the key that `keyid` names.
  /// Whether the body is that of `Content-Digest` is for `ContentDigest.verify` to say.
  @discardableResult
  package static func verify(
    _ message: HTTPMessage, with keys: KeyStore, at now: Int64, _ rules: Rules = Rules()
  ) throws(SignatureRefusal) -> HTTPSignature {
    let signature = try chosen(try all(in: message), rules)
    try signature.check(rules, now)
    let key = try keys.key(named: signature.keyID)
    let algorithm = try signature.algorithm(key, rules)
    guard try key.isValid(signature.signature, of: Array(try signature.base(of: message).utf8), algorithm.jose) else {
      throw SignatureRefusal(
        .signatureWrong, "Signature \(signature.label) is not that of the key over what it covers: compare the signature bases")
    }
    return signature
  }

  private static func chosen(_ all: [HTTPSignature], _ rules: Rules) throws(SignatureRefusal) -> HTTPSignature {
    let fit = all.filter { (rules.label == nil || $0.label == rules.label) && (rules.tag == nil || $0.tag == rules.tag) }
    guard let first = fit.first else {
      throw SignatureRefusal(
        .unsigned, "no signature is labelled or tagged \(rules.label ?? rules.tag ?? "so"); there are: \(all.map(\.label))")
    }
    guard fit.count == 1 else {
      throw SignatureRefusal(.keyAmbiguous, "\(fit.count) signatures on the message: say which label or tag is meant")
    }
    return first
  }

  private func check(_ rules: Rules, _ now: Int64) throws(SignatureRefusal) {
    if let missing = rules.covered.first(where: { wanted in
      !components.contains { $0.name == wanted.name && Set($0.parameters.list) == Set(wanted.parameters.list) }
    }) {
      throw SignatureRefusal(.coverageMissing, "the signature does not cover \(try missing.serialized()): sign it too")
    }
    if created == nil, rules.needsCreated || rules.maxAge != nil {
      throw SignatureRefusal(.claimMissing, "the signature does not say when it was created")
    }
    if let created, created > now + rules.skew {
      throw SignatureRefusal(.notYetValid, "created \(created) lies after now, \(now), by more than \(rules.skew) s")
    }
    if let expires, now >= expires + rules.skew { throw SignatureRefusal(.expired, "the signature expired at \(expires), it is \(now)") }
    if let created, let age = rules.maxAge, now - created > age + rules.skew {
      throw SignatureRefusal(.expired, "the signature is of \(created), more than \(age) s before now, \(now)")
    }
    if let wanted = rules.nonce, nonce != wanted {
      throw SignatureRefusal(.nonceWrong, "the signature's nonce is not the one that was asked for")
    }
  }

  /// Named in the signature, demanded by the receiver, or the only one of the key; all that are there must agree.
  private func algorithm(_ key: VerificationKey, _ rules: Rules) throws(SignatureRefusal) -> HTTPSignatureAlgorithm {
    let named = try parameters["alg"]?.text.map { name throws(SignatureRefusal) in try HTTPSignatureAlgorithm(name: name) }
    if let named, let wanted = rules.algorithm, named != wanted {
      throw SignatureRefusal(.algorithmMismatch, "alg is \(named.rawValue), \(wanted.rawValue) is demanded")
    }
    if let algorithm = named ?? rules.algorithm { return algorithm }
    let able = HTTPSignatureAlgorithm.allCases.filter { key.algorithms.contains($0.jose) }
    guard let only = able.first, able.count == 1 else {
      throw SignatureRefusal(
        .algorithmUnknown, "the signature names no alg, and its key could be used with \(able.map(\.rawValue)): name it")
    }
    return only
  }
}
