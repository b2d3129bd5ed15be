extension Certificate {
  /// How an `x5c` entry was written.
  package enum Entry: String, Sendable {
    /// Base64 of DER, as RFC 7515 says.
    case der
    /// Base64 of PEM text, as MOSIP clients write it.
    case pemText
  }

  /// The certificate of one entry of an `x5c` header and how it was written. Line breaks inside the base64 are skipped.
  package static func reading(x5c entry: String) throws(SignatureRefusal) -> (certificate: Certificate, written: Entry) {
    let text = entry.filter { !$0.isWhitespace }
    guard let bytes = Base64.standard.reading(.either).decode(text, limit: 1 << 20) else {
      throw SignatureRefusal(.certificateInvalid, "x5c must hold base64 (not base64url) of a certificate")
    }
    if bytes.starts(with: Array("-----BEGIN".utf8)) {
      return (try Certificate(pem: String(decoding: bytes, as: UTF8.self)), .pemText)
    }
    return (try Certificate(der: bytes), .der)
  }

  /// An `x5c` entry of this certificate.
  package func x5c(_ written: Entry) -> String {
    Base64.standard.encode(written == .der ? der : Array(pem.utf8))
  }
}
