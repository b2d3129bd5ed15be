import Facts

/// An error of the protocol: its code, words of ours, and the member or header where it lies.
struct IDAError: Error, Hashable {
  let code: String
  let message: String
  let place: String

  init(_ code: String, _ message: String, at place: String = "request") {
    self.code = code
    self.message = message
    self.place = place
  }

  static func missing(_ name: String) -> IDAError { IDAError("IDA-MLC-006", "Missing input parameter - \(name)", at: name) }
  static func invalid(_ name: String) -> IDAError { IDAError("IDA-MLC-009", "Invalid input parameter - \(name)", at: name) }
  static let stale = IDAError("IDA-MLC-001", "Request time is outside the allowed window - requestTime", at: "requestTime")
  static let impossible = IDAError("IDA-MLC-007", "Request could not be processed")
  static let noFactor = IDAError("IDA-MLC-008", "No authentication type is selected")
  static let noConsent = IDAError("IDA-MLC-012", "Consent of the individual is not available", at: "consentObtained")
  static let unknownPerson = IDAError("IDA-MLC-018", "The identifier is not available in the database")
  static let wrongSignature = IDAError("IDA-MPA-001", "Digital signature verification failed", at: "signature")
  static let cannotOpen = IDAError("IDA-MPA-003", "The request cannot be decrypted")
  static let unknownLicense = IDAError("IDA-MPA-007", "The license of the infrastructure provider is not registered", at: "path")
  static let unknownPartner = IDAError("IDA-MPA-009", "The partner is not registered", at: "path")
  static let unmappedPartner = IDAError("IDA-MPA-010", "The partner is not mapped to this key", at: "path")
  static let wrongHash = IDAError("IDA-MPA-016", "The hash of the request does not match", at: "requestHMAC")
  static let wrongCertificate = IDAError("IDA-MPA-021", "The certificate is not the one registered for the partner", at: "signature")
  static let noCertificate = IDAError("IDA-MPA-022", "The signature header holds no certificate", at: "signature")

  /// What the register's word for a "no" is called here. `byVID`: the person was named by a virtual id.
  static func of(_ reason: String?, byVID: Bool) -> IDAError {
    switch reason {
    case "unknown-person": unknownPerson
    case "deactivated":
      byVID ? IDAError("IDA-MLC-010", "The VID belongs to a deactivated UIN") : IDAError("IDA-MLC-003", "The UIN is deactivated")
    case "identifier-ended": IDAError("IDA-MLC-005", "The VID is expired, used or revoked")
    case "nothing-to-compare": noFactor
    case "name-differs": IDAError("IDA-DEA-001", "Demographic data name did not match")
    case "birth-date-differs": IDAError("IDA-DEA-001", "Demographic data dob did not match")
    case "sex-differs": IDAError("IDA-DEA-001", "Demographic data gender did not match")
    default: impossible
    }
  }

  /// What a code means in our words, and whether it is an answer about the person (a "no") or a refusal to answer.
  static func meaning(of code: String) -> (reason: String, isNo: Bool) {
    switch code {
    case "IDA-MLC-002", "IDA-MLC-004", "IDA-MLC-018": ("unknown-person", true)
    case "IDA-MLC-003", "IDA-MLC-010": ("deactivated", true)
    case "IDA-MLC-005", "IDA-MLC-022", "IDA-MLC-023": ("identifier-ended", true)
    case "IDA-DEA-001": ("data-differs", true)
    case "IDA-MLC-001": ("stale", false)
    case "IDA-MLC-006", "IDA-MLC-009", "IDA-MLC-026", "IDA-MLC-027", "IDA-MLC-028", "IDA-MLC-029": ("breaks-schema", false)
    case "IDA-MLC-008": ("nothing-to-compare", false)
    case "IDA-MLC-012": ("no-consent", false)
    case "IDA-MPA-005", "IDA-MPA-006", "IDA-MPA-015": ("not-allowed", false)
    case _ where code.hasPrefix("IDA-MPA-"): ("untrusted", false)
    default: ("could-not", false)
    }
  }

  /// The same for a shared conversation; `init(_:)` gives it back.
  var misread: Misread {
    let kind: Misread.Kind =
      switch code {
      case "IDA-MLC-001": .stale
      case "IDA-MLC-006", "IDA-MLC-009", "IDA-MLC-015", "IDA-MLC-008", "IDA-MLC-012": .schema
      case "IDA-MPA-007", "IDA-MPA-009", "IDA-MPA-010": .token
      case _ where code.hasPrefix("IDA-MPA-"): .signature
      default: .unknown
      }
    return Misread(kind, at: place, "\(code) \(message)")
  }

  init(_ misread: Misread) {
    let parts = misread.why.split(separator: " ", maxSplits: 1).map(String.init)
    self.init(parts.first ?? "", parts.last ?? "", at: misread.place)
  }
}
