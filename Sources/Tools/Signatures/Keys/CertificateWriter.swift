/// Writes an X.509 certificate (RFC 5280) in DER.
struct CertificateWriter {
  enum Extension {
    /// `basicConstraints: CA`
    case authority
    case signs(certificates: Bool)
    /// `extendedKeyUsage: serverAuth, clientAuth`
    case serves
    /// `subjectKeyIdentifier` and `authorityKeyIdentifier`: strict clients ask for both.
    case keyed(VerificationKey), signedBy(VerificationKey)
    /// `subjectAltName`
    case hosts([String])
  }
  let subject: [UInt8]
  let issuer: [UInt8]
  let key: VerificationKey
  /// Seconds since 1970.
  let notBefore: Int64
  let notAfter: Int64
  let extensions: [Extension]

  func signed(by signer: SigningKey) throws(SignatureRefusal) -> [UInt8] {
    guard let spki = key.spki else { throw SignatureRefusal(.keyInvalid, "a secret has no certificate") }
    // The number of a certificate must not be guessed or used twice: it comes from its key, which is new.
    let number = DER.unsigned([0x40] + Digest.sha256(spki + Array(String(notBefore).utf8)).prefix(15))
    let validity = DER.element(DER.sequence, Self.time(notBefore) + Self.time(notAfter))
    let more = DER.element(0xA3, DER.element(DER.sequence, extensions.flatMap(Self.encoded)))
    let signed = DER.element(
      DER.sequence, DER.element(0xA0, DER.unsigned([2])) + number + Self.ecdsa + issuer + validity + subject + spki + more)
    let signature = try ECDSAForm.der(signer.sign(signed), of: signer.kind)
    return DER.element(DER.sequence, signed + Self.ecdsa + DER.element(DER.bitString, [0] + signature))
  }

  /// A distinguished name of a common name only.
  static func name(_ text: String) -> [UInt8] {
    let common = DER.element(DER.sequence, oid([0x55, 0x04, 0x03]) + DER.element(0x0C, Array(text.utf8.prefix(64))))
    return DER.element(DER.sequence, DER.element(0x31, common))
  }

  private static func oid(_ bytes: [UInt8]) -> [UInt8] { DER.element(0x06, bytes) }
  /// ecdsa-with-SHA256
  private static let ecdsa = DER.element(DER.sequence, oid([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02]))

  private static func encoded(_ one: Extension) -> [UInt8] {
    func written(_ id: [UInt8], isCritical: Bool, _ value: [UInt8]) -> [UInt8] {
      DER.element(DER.sequence, oid(id) + (isCritical ? [0x01, 0x01, 0xFF] : []) + DER.element(0x04, value))
    }
    switch one {
    case .authority: return written([0x55, 0x1D, 0x13], isCritical: true, DER.element(DER.sequence, [0x01, 0x01, 0xFF]))
    // keyCertSign and cRLSign, or digitalSignature.
    case .signs(let certificates):
      return written([0x55, 0x1D, 0x0F], isCritical: true, DER.element(DER.bitString, certificates ? [1, 0x06] : [7, 0x80]))
    case .serves:
      let purposes: [[UInt8]] = [[0x01], [0x02]].map { oid([0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03] + $0) }
      return written([0x55, 0x1D, 0x25], isCritical: false, DER.element(DER.sequence, purposes.flatMap(\.self)))
    case .keyed(let key): return written([0x55, 0x1D, 0x0E], isCritical: false, DER.element(0x04, identifier(key)))
    case .signedBy(let key):
      return written([0x55, 0x1D, 0x23], isCritical: false, DER.element(DER.sequence, DER.element(0x80, identifier(key))))
    case .hosts(let hosts):
      let names = hosts.flatMap { host in
        address(host).map { DER.element(0x87, $0) } ?? DER.element(0x82, Array(host.utf8))
      }
      return written([0x55, 0x1D, 0x11], isCritical: false, DER.element(DER.sequence, names))
    }
  }

  private static func identifier(_ key: VerificationKey) -> [UInt8] { Array(Digest.sha256(key.spki ?? []).prefix(20)) }

  /// The four numbers of an IPv4 address, or the eight of an IPv6 one that is written in full or as `::1`.
  private static func address(_ host: String) -> [UInt8]? {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    if parts.count == 4, !parts.contains(nil) { return parts.compactMap(\.self) }
    if host == "::1" { return [UInt8](repeating: 0, count: 15) + [1] }
    let words = host.split(separator: ":", omittingEmptySubsequences: false).map { UInt16($0, radix: 16) }
    guard words.count == 8, !words.contains(nil) else { return nil }
    return words.compactMap(\.self).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
  }

  /// UTCTime to 2049, GeneralizedTime from then.
  private static func time(_ seconds: Int64) -> [UInt8] {
    let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    let (year, month, day) = CivilDay.date(sinceEpoch: days)
    func two(_ n: Int64) -> String { n < 10 ? "0\(n)" : String(n) }
    let text = two(month) + two(day) + two(rest / 3600) + two(rest / 60 % 60) + two(rest % 60) + "Z"
    return year < 2050
      ? DER.element(DER.utcTime, Array((two(year % 100) + text).utf8)) : DER.element(DER.generalizedTime, Array((String(year) + text).utf8))
  }
}
