/// AES-256-GCM as MOSIP lays it out: ciphertext, tag of 16 bytes, nonce of 16 bytes; nothing authenticated beside.
package enum GCMBlob {
  package static func seal(_ plain: [UInt8], key: [UInt8], nonce: [UInt8]) throws(SignatureRefusal) -> [UInt8] {
    guard key.count == 32, nonce.count == 16, let box = try? AESGCM.seal(plain, key: key, nonce: nonce) else {
      throw SignatureRefusal(.cannotOpen, "sealing needs a key of 32 bytes and a nonce of 16")
    }
    return box.ciphertext + box.tag + nonce
  }

  /// What was sealed; refused when the blob is too short, was changed, or the key is another.
  package static func open(_ blob: [UInt8], key: [UInt8]) throws(SignatureRefusal) -> [UInt8] {
    guard blob.count >= 32 else { throw SignatureRefusal(.cannotOpen, "a sealed blob has at least a tag and a nonce: 32 bytes") }
    let (tag, nonce) = (Array(blob.dropLast(16).suffix(16)), Array(blob.suffix(16)))
    guard key.count == 32, let plain = AESGCM.open(Array(blob.dropLast(32)), tag: tag, key: key, nonce: nonce) else {
      throw SignatureRefusal(.cannotOpen, "does not open: another key, another layout (ciphertext, tag, 16-byte nonce), or changed")
    }
    return plain
  }
}
