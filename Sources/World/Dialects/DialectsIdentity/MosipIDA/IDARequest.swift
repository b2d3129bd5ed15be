import Documents
import Facts
import Signatures

/// The body of an authentication request: what stands in clear, and the four sealed members.
struct IDARequest {
  static let id = "mosip.identity.auth"

  var transaction: String
  var individual: Identifier
  var time: WireInstant
  var version = "1.0"
  var environment: String
  var domain: String
  var consent = true
  var sealed: SealedRequest

  var json: JSON {
    [
      "id": .string(Self.id), "version": .string(version), "individualId": .string(individual.value),
      "individualIdType": .string(individual.scheme.text), "transactionID": .string(transaction), "requestTime": .string(time.description),
      "specVersion": "1.0", "thumbprint": .string(sealed.thumbprint), "domainUri": .string(domain), "env": .string(environment),
      "requestedAuth": ["demo": true, "pin": false, "otp": false, "bio": false], "consentObtained": .bool(consent),
      "requestHMAC": .string(sealed.requestHMAC), "requestSessionKey": .string(sealed.requestSessionKey),
      "request": .string(sealed.request), "metadata": [:],
    ]
  }
}

extension IDARequest {
  /// Reads the members that this operation needs. `requestedAuth` is legacy and not looked at.
  init(parsing body: [UInt8]) throws(IDAError) {
    guard let json = try? JSON(parsing: body), json.members != nil else { throw .invalid("body") }
    guard try Self.text(json, "id") == Self.id else { throw .invalid("id") }
    version = try Self.text(json, "version")
    guard version == "1.0" || version == "v1" else { throw .invalid("version") }
    let type = json["individualIdType"]?.text
    guard type == nil || type == "UIN" || type == "VID" else { throw IDAError("IDA-MLC-015", "The identifier type is not configured") }
    individual = Identifier(IdentifierScheme(type ?? "UIN"), try Self.text(json, "individualId"))
    transaction = try Self.text(json, "transactionID")
    guard let time = WireInstant(try Self.text(json, "requestTime")) else { throw .invalid("requestTime") }
    self.time = time
    environment = try Self.text(json, "env")
    domain = try Self.text(json, "domainUri")
    guard let given = json["consentObtained"] else { throw .missing("consentObtained") }
    guard let consent = given.bool else { throw .invalid("consentObtained") }
    self.consent = consent
    sealed = SealedRequest(
      request: try Self.text(json, "request"), requestSessionKey: try Self.text(json, "requestSessionKey"),
      requestHMAC: try Self.text(json, "requestHMAC"), thumbprint: try Self.text(json, "thumbprint"))
  }

  private static func text(_ json: JSON, _ name: String) throws(IDAError) -> String {
    guard let value = json[name], !value.isNull else { throw .missing(name) }
    guard let text = value.text, !text.isEmpty else { throw .invalid(name) }
    return text
  }
}
