/// What an X.509 certificate (RFC 5280) says that matters here: its key, its dates, its thumbprint. No chain is judged.
package struct Certificate: Hashable, Sendable {
  package let der: [UInt8]
  package let key: VerificationKey
  /// Seconds since 1970.
  package let notBefore: Int64
  package let notAfter: Int64

  package init(der: [UInt8]) throws(SignatureRefusal) {
    guard let fields = Self.fields(der) else {
      throw SignatureRefusal(.certificateInvalid, "not a DER certificate")
    }
    self.der = der
    self.key = try VerificationKey(spki: fields.spki)
    self.notBefore = fields.notBefore
    self.notAfter = fields.notAfter
  }

  package init(pem text: String) throws(SignatureRefusal) {
    let block = try PEM(text)
    guard block.label == "CERTIFICATE" else {
      throw SignatureRefusal(.certificateInvalid, "a \(block.label) block where CERTIFICATE is needed")
    }
    try self.init(der: block.der)
  }

  package var pem: String { PEM(label: "CERTIFICATE", der: der).text }

  /// SHA-256 of the DER.
  package var thumbprint: [UInt8] { Digest.sha256(der) }

  /// The distinguished name of its owner, in DER.
  var subject: [UInt8]? {
    var outer = DERReader(der)
    guard let certificate = outer.next(DER.sequence) else { return nil }
    var parts = DERReader(certificate.contents)
    guard let signed = parts.next(DER.sequence) else { return nil }
    var reader = DERReader(signed.contents)
    _ = reader.next(0xA0)
    guard reader.next(DER.integer) != nil, reader.next(DER.sequence) != nil, reader.next(DER.sequence) != nil,
      reader.next(DER.sequence) != nil
    else { return nil }
    return reader.next(DER.sequence)?.whole
  }

  package func isValid(at instant: Int64) -> Bool { notBefore <= instant && instant <= notAfter }

  private static func fields(_ der: [UInt8]) -> (spki: [UInt8], notBefore: Int64, notAfter: Int64)? {
    var outer = DERReader(der)
    guard let certificate = outer.next(DER.sequence), outer.isAtEnd else { return nil }
    var parts = DERReader(certificate.contents)
    guard let signed = parts.next(DER.sequence) else { return nil }
    var reader = DERReader(signed.contents)
    _ = reader.next(0xA0)  // version
    guard reader.next(DER.integer) != nil, reader.next(DER.sequence) != nil, reader.next(DER.sequence) != nil,
      let validity = reader.next(DER.sequence), reader.next(DER.sequence) != nil, let spki = reader.next(DER.sequence)
    else { return nil }
    var dates = DERReader(validity.contents)
    guard let from = dates.next().flatMap(instant), let until = dates.next().flatMap(instant) else { return nil }
    return (spki.whole, from, until)
  }

  /// `YYMMDDhhmmssZ` (years 1950 to 2049) or `YYYYMMDDhhmmssZ` as seconds since 1970.
  private static func instant(_ element: DERReader.Element) -> Int64? {
    var text = element.contents
    guard text.popLast() == 0x5A, text.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    var digits = text.map { Int64($0 - 0x30) }
    switch (element.tag, digits.count) {
    case (DER.utcTime, 12): digits = (digits[0] < 5 ? [2, 0] : [1, 9]) + digits
    case (DER.generalizedTime, 14): break
    default: return nil
    }
    func number(_ range: Range<Int>) -> Int64 { digits[range].reduce(0) { $0 * 10 + $1 } }
    let days = CivilDay.sinceEpoch(year: number(0..<4), month: number(4..<6), day: number(6..<8))
    return days * 86_400 + number(8..<10) * 3_600 + number(10..<12) * 60 + number(12..<14)
  }
}

/// Days of the proleptic Gregorian calendar.
enum CivilDay {
  /// Days from 1970-01-01. The year starts in March, so that the leap day ends it.
  static func sinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The date of a day counted from 1970-01-01, which it must not lie before.
  static func date(sinceEpoch days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let z = days + 719_468
    let era = z / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }
}
