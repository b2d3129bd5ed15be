import Facts

/// The deliberate faults that a request can be written in.
enum IDAFault: String, CaseIterable {
  case notJSON = "not-json"
  case otherID = "other-id"
  case noTransaction = "no-transaction"
  case badTime = "bad-time"
  case consentAsText = "consent-as-text"
  case badBirthDate = "bad-birth-date"
  case nameAsText = "name-as-text"
  case notSealed = "not-sealed"
  case noSignature = "no-signature"
  case wrongSignature = "wrong-signature"
  case noCertificate = "no-certificate"
  case noAuthorization = "no-authorization"
  case unknownPartner = "unknown-partner"
  case unknownLicense = "unknown-license"
  case wrongHash = "wrong-hash"
  case otherThumbprint = "other-thumbprint"
  case stale = "stale"
  case noConsent = "no-consent"
  case nothingToCompare = "nothing-to-compare"

  var card: FaultCard { FaultCard(FaultName(rawValue), group, on: [.verify], says) }

  private var group: FaultCard.Group {
    switch self {
    case .notJSON, .otherID, .noTransaction, .badTime, .consentAsText, .badBirthDate, .nameAsText, .notSealed: .schema
    case .nothingToCompare: .content
    default: .security
    }
  }

  private var says: String {
    switch self {
    case .notJSON: "the body is no JSON"
    case .otherID: "id names another operation"
    case .noTransaction: "transactionID is missing"
    case .badTime: "requestTime is no instant"
    case .consentAsText: "consentObtained is a text"
    case .badBirthDate: "dob is no date"
    case .nameAsText: "name is a text, not a list"
    case .notSealed: "request holds its content in clear"
    case .noSignature: "there is no signature"
    case .wrongSignature: "the signature is over another body"
    case .noCertificate: "the signature's header has no certificate"
    case .noAuthorization: "there is no Authorization"
    case .unknownPartner: "the path names a partner that nobody knows"
    case .unknownLicense: "the path names a license that nobody knows"
    case .wrongHash: "requestHMAC is the hash of another content"
    case .otherThumbprint: "thumbprint is that of another certificate"
    case .stale: "requestTime is an hour old"
    case .noConsent: "consentObtained is false"
    case .nothingToCompare: "nothing is given that could be compared"
    }
  }
}
