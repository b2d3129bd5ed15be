import Crypto

/// AES-256-GCM as MOSIP lays it out: ciphertext, tag of 16 bytes, nonce of 16 bytes; nothing authenticated beside.
package enum GCMBlob {
  package static func seal(_ plain: [UInt8], key: [UInt8], nonce: [UInt8]) throws(SignatureRefusal) -> [UInt8] {
    guard key.count == 32, nonce.count == 16, let nonce = try? AES.GCM.Nonce(data: nonce),
      let box = try? AES.GCM.seal(plain, using: SymmetricKey(data: key), nonce: nonce)
    else { throw SignatureRefusal(.cannotOpen, "sealing needs a key of 32 bytes and a nonce of 16") }
    return Array(box.ciphertext) + Array(box.tag) + Array(nonce)
  }

  /// What was sealed; refused when the blob is too short, was changed, or the key is another.
  package static func open(_ blob: [UInt8], key: [UInt8]) throws(SignatureRefusal) -> [UInt8] {
    guard blob.count >= 32 else { throw SignatureRefusal(.cannotOpen, "a sealed blob has at least a tag and a nonce: 32 bytes") }
    let nonce = blob.suffix(16)
    let tag = blob.dropLast(16).suffix(16)
    guard key.count == 32, let nonce = try? AES.GCM.Nonce(data: nonce),
      let box = try? AES.GCM.SealedBox(nonce: nonce, ciphertext: blob.dropLast(32), tag: tag),
      let plain = try? AES.GCM.open(box, using: SymmetricKey(data: key))
    else { throw SignatureRefusal(.cannotOpen, "does not open: another key, another layout (ciphertext, tag, 16-byte nonce), or changed") }
    return Array(plain)
  }
}
