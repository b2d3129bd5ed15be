import Crypto

/// AES-GCM (NIST SP 800-38D) with a tag of 16 bytes.
package enum AESGCM {
  /// Refuses keys of other than 16, 24 or 32 bytes and nonces below 12.
  package static func seal(
    _ plain: [UInt8], key: [UInt8], nonce: [UInt8], authenticating data: [UInt8] = []
  ) throws(SignatureRefusal) -> (ciphertext: [UInt8], tag: [UInt8]) {
    guard [16, 24, 32].contains(key.count), let nonce = try? AES.GCM.Nonce(data: nonce),
      let box = try? AES.GCM.seal(plain, using: SymmetricKey(data: key), nonce: nonce, authenticating: data)
    else { throw SignatureRefusal(.cannotOpen, "AES-GCM needs a key of 16, 24 or 32 bytes and a nonce of 12 or more") }
    return (Array(box.ciphertext), Array(box.tag))
  }

  /// What was sealed; nil when key, nonce, tag or anything else is not what it was.
  package static func open(
    _ ciphertext: [UInt8], tag: [UInt8], key: [UInt8], nonce: [UInt8], authenticating data: [UInt8] = []
  ) -> [UInt8]? {
    guard [16, 24, 32].contains(key.count), tag.count == 16, let nonce = try? AES.GCM.Nonce(data: nonce),
      let box = try? AES.GCM.SealedBox(nonce: nonce, ciphertext: ciphertext, tag: tag)
    else { return nil }
    return (try? AES.GCM.open(box, using: SymmetricKey(data: key), authenticating: data)).map { Array($0) }
  }
}
