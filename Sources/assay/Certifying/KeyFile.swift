import Documents
import Foundation
import Signatures
import SourceText

/// Keys in files, PEM or JWK as they come.
enum KeyFile {
  static func signing(_ path: String) throws -> SigningKey {
    let text = try read(path, option: "--key")
    if text.contains("PUBLIC KEY") {
      throw UsageError(
        .unusableKey, "\(path) holds a public key, which signs nothing; give the private half, the file that you keep to yourself")
    }
    do throws(SignatureRefusal) {
      if let jwk = json(text) { return try SigningKey(jwk: jwk) }
      return try SigningKey(pem: text)
    } catch {
      throw UsageError(
        .unusableKey,
        "\(path) holds no private key that can sign (\(error.detail)); make one with `assay keygen`, or give a PKCS #8 PEM or a JWK")
    }
  }

  /// A public key; of a private one its public half.
  static func verifying(_ path: String) throws -> VerificationKey {
    let text = try read(path, option: "--key")
    do throws(SignatureRefusal) {
      if let jwk = json(text) { return try VerificationKey(jwk: jwk) }
      if text.contains("PRIVATE KEY") { return try SigningKey(pem: text).verificationKey }
      return try VerificationKey(pem: text)
    } catch {
      throw UsageError(.unusableKey, "\(path) holds no public key (\(error.detail)); give the PEM or JWK that the desk publishes")
    }
  }

  /// A public JWK to which something is sealed.
  static func sealing(_ path: String) throws -> JWE.Addressee {
    let text = try read(path, option: "--people-key")
    do throws(SignatureRefusal) {
      guard let jwk = json(text), jwk["kty"]?.text != "oct" else {
        throw SignatureRefusal(.keyInvalid, "it is no public JWK of RSA, EC or OKP")
      }
      return JWE.Addressee(
        try EncryptionKey(jwk: jwk), jwk["kty"]?.text == "RSA" ? .rsaOAEP256 : .ecdhESA256KW, keyID: jwk["kid"]?.text)
    } catch {
      throw UsageError(
        .unusableKey,
        "\(path) holds no key to seal to (\(error.detail)); make one with `assay keygen NAME --kind people`, and give its .pub.jwk")
    }
  }

  /// The private JWK that opens it.
  static func opening(_ path: String) throws -> DecryptionKey {
    let text = try read(path, option: "--people-key")
    do throws(SignatureRefusal) {
      guard let jwk = json(text) else { throw SignatureRefusal(.keyInvalid, "it is no JWK") }
      return try DecryptionKey(jwk: jwk)
    } catch {
      throw UsageError(
        .unusableKey, "\(path) holds no private key that opens (\(error.detail)); give the .jwk that `assay keygen --kind people` made")
    }
  }

  private static func json(_ text: String) -> JSON? { text.contains("{") ? try? JSON(parsing: text) : nil }

  private static func read(_ path: String, option: String) throws -> String {
    guard let bytes = Files.text(path) else { throw UsageError(.unreadableFile, "\(Files.what(path)); name a key file with \(option)") }
    return String(decoding: bytes.prefix(1 << 20), as: UTF8.self)
  }
}
