import Documents
import Signatures

/// The signed part of a bundle: key, statement and credential, each exactly as this tool writes it, and each saying the same.
struct BundleSeal {
  private(set) var problems: [BundleProblem] = []
  private(set) var claim: CertificateClaim?
  private let archive: TarArchive
  /// The digest of the manifest that the statement is about.
  private var signedManifest = ""

  init(_ archive: TarArchive) {
    self.archive = archive
    check()
  }

  private mutating func check() {
    guard let key = readKey(), let envelope = readEnvelope(), let credential = readCredential() else { return }
    let named = (statement: envelope.signatures.first?.keyID, credential: credential.issuerToken.header.keyID, key: key.thumbprint)
    // Three places name the key: the one that stands alone was changed.
    if named.key != named.statement || named.key != named.credential {
      let odd =
        named.statement == named.credential
        ? BundleLayout.key : named.key == named.credential ? BundleLayout.statement : BundleLayout.credential
      return report(odd, "it names another key than the rest of the bundle")
    }
    let keys = KeyStore([(keyID: named.key ?? "", key: key)])
    do throws(SignatureRefusal) { try envelope.verify(type: BundleLayout.statementType, with: keys) } catch {
      return report(BundleLayout.statement, error.description)
    }
    readStatement(envelope.payload, key)
    guard let claim else { return }
    do throws(SignatureRefusal) {
      // When it is valid is the reader's question, not that of its integrity.
      let claims = try credential.verify(
        with: keys, at: (JSON.instant(credential) ?? 0) + 1, .init(credentialType: BundleLayout.credentialType))
      if claims["manifest"]?["sha256"]?.text != signedManifest || !(claims["certificate"] ?? .null).isEquivalent(to: claim.json) {
        report(BundleLayout.credential, "it does not say what the statement says")
      }
    } catch { report(BundleLayout.credential, error.description) }
  }

  private mutating func readKey() -> VerificationKey? {
    let bytes = archive[BundleLayout.key] ?? []
    guard let json = try? JSON(parsing: bytes), let key = try? VerificationKey(jwk: json), let thumbprint = key.thumbprint else {
      report(BundleLayout.key, "it is no public key in JWK")
      return nil
    }
    guard let canonical = key.jwk(keyID: thumbprint), exact(BundleLayout.key, canonical.encoded() + [10]) else { return nil }
    return key
  }

  private mutating func readEnvelope() -> DSSEEnvelope? {
    do throws(SignatureRefusal) {
      let envelope = try DSSEEnvelope(parsing: archive[BundleLayout.statement] ?? [])
      return exact(BundleLayout.statement, envelope.json.encoded() + [10]) ? envelope : nil
    } catch {
      report(BundleLayout.statement, error.description)
      return nil
    }
  }

  private mutating func readCredential() -> SDJWT? {
    let bytes = archive[BundleLayout.credential] ?? []
    guard bytes.last == 10, let text = String(validating: bytes.dropLast(), as: UTF8.self) else {
      report(BundleLayout.credential, "it is no text with a line end")
      return nil
    }
    do throws(SignatureRefusal) {
      let credential = try SDJWT(text)
      if credential.keyBinding == nil { return credential }
      report(BundleLayout.credential, "it ends in a presentation, and a bundle holds the credential itself")
    } catch { report(BundleLayout.credential, error.description) }
    return nil
  }

  private mutating func readStatement(_ payload: [UInt8], _ key: VerificationKey) {
    guard let json = try? JSON(parsing: payload, bounds: .large), json["_type"]?.text == TestResultStatement.type,
      json["predicateType"]?.text == TestResultStatement.predicateType
    else { return report(BundleLayout.statement, "it holds no in-toto statement of a test result") }
    do throws(BundleRefusal) { claim = try CertificateClaim(reading: json["predicate"]?["certificate"] ?? .null) } catch {
      return report(BundleLayout.statement, error.description)
    }
    if claim?.thumbprint != key.thumbprint { report(BundleLayout.statement, "the certificate names another key than the one that signs") }
    let subject = json["subject"]?[0]
    guard subject?["name"]?.text == BundleLayout.manifest, let due = subject?["digest"]?["sha256"]?.text else {
      return report(BundleLayout.statement, "it is not about the manifest")
    }
    signedManifest = due
    let manifest = Digest.sha256Hex(archive[BundleLayout.manifest] ?? [])
    if due != manifest { report(BundleLayout.manifest, "its SHA-256 is \(manifest), and \(due) was signed") }
  }

  /// Whether the file is, byte for byte, what reading and writing it gives: nothing can be slipped in beside what is signed.
  private mutating func exact(_ name: String, _ due: [UInt8]) -> Bool {
    let bytes = archive[name] ?? []
    guard bytes != due else { return true }
    let odd = zip(bytes, due).enumerated().first { $1.0 != $1.1 }?.offset ?? min(bytes.count, due.count)
    report(name, "byte \(odd) is not what this tool writes there")
    return false
  }

  private mutating func report(_ member: String, _ why: String) { problems.append(BundleProblem(member, why)) }
}

extension JSON {
  /// When the credential begins.
  fileprivate static func instant(_ credential: SDJWT) -> Int64? {
    (try? JSON(parsing: credential.issuerToken.payload, bounds: .large))?["nbf"]?.int.map { Int64($0) }
  }
}
