import Documents
import Facts
import Signatures

/// Writes a request in its deliberate fault, at the layer where the fault lies; the layers above are then right for what is below.
struct IDASpoiling {
  let fault: IDAFault?
  let settings: IDASettings

  func inner(_ json: JSON) -> JSON {
    var json = json
    switch fault {
    case .badBirthDate: json["demographics"]?["dob"] = "long ago"
    case .nameAsText: json["demographics"]?["name"] = "a text"
    case .nothingToCompare: json["demographics"] = [:]
    default: break
    }
    return json
  }

  func body(_ right: IDARequest) -> [UInt8] {
    var request = right
    switch fault {
    case .stale: request.time = right.time.adding(seconds: -3600)
    case .noConsent: request.consent = false
    case .otherThumbprint: request.sealed.thumbprint = Base64.url.encode(Digest.sha256([]))
    case .wrongHash: request.sealed.requestHMAC = right.sealed.request
    case .notSealed: request.sealed.request = Base64.url.encode(#"{"demographics":{}}"#)
    default: break
    }
    var json = request.json
    switch fault {
    case .otherID: json["id"] = "mosip.identity.other"
    case .noTransaction: json["transactionID"] = nil
    case .badTime: json["requestTime"] = "just now"
    case .consentAsText: json["consentObtained"] = "yes"
    default: break
    }
    return fault == .notJSON ? Array("no JSON".utf8) : json.encoded()
  }

  func request(_ right: WireRequest, key: SigningKey) throws(SignatureRefusal) -> WireRequest {
    var request = right
    switch fault {
    case .noSignature: request.headers.removeAll { $0.name == "signature" }
    case .noAuthorization: request.headers.removeAll { $0.name == "Authorization" }
    case .noCertificate:
      request.headers.set("signature", try JWS.sign(right.body, with: key, JWS.Options(algorithm: .rs256, isDetached: true)))
    case .wrongSignature:
      let cut = request.headers["signature"]?.split(separator: ".", omittingEmptySubsequences: false).first.map(String.init) ?? ""
      let signature = Base64.url.encode(try key.sign(Array("another body".utf8), .rs256))
      request.headers.set("signature", "\(cut)..\(signature)")
    case .unknownPartner: request.target = path(settings.license, "nobody")
    case .unknownLicense: request.target = path("nothing", settings.partner)
    default: break
    }
    return request
  }

  private func path(_ license: String, _ partner: String) -> String { "/idauthentication/v1/auth/\(license)/\(partner)/\(settings.key)" }
}
