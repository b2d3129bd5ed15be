import Documents
import Facts
import Population

/// People as a FHIR R4 transaction: a Patient each, an Organization for a home, a RelatedPerson for each tie.
///
/// Sent twice, it creates no Patient twice.
struct FHIRPeople {
  private let all: [PeopleFile.Loaded]
  init(_ all: [PeopleFile.Loaded]) { self.all = all }

  var bundle: JSON {
    ["resourceType": "Bundle", "type": "transaction", "entry": .array(all.flatMap { [entry($0)] + ties($0) })]
  }

  private func entry(_ a: PeopleFile.Loaded) -> JSON {
    let p = a.person
    let type = p.isOrganisation ? "Organization" : "Patient"
    var resource = Members([
      Member("resourceType", .string(type)), Member("identifier", .array(p.identifiers.map(Self.identifier))), Member("active", true),
    ])
    if p.isOrganisation {
      resource.append("name", .string(p.name.description))
    } else {
      resource.append("name", [["use": "official", "family": .string(p.name.family), "given": [.string(p.name.given)]]])
      resource.append("gender", .string(p.sex.rawValue))
      resource.append("birthDate", .string(p.born.description))
    }
    if let phone = p.identifiers[.phone] { resource.append("telecom", [["system": "phone", "value": .string(phone)]]) }
    return Self.entry(.object(resource), at: Self.address(a, ""), type, p.identifiers.first)
  }

  /// Who is mother, father, spouse or guardian of the person, where they are loaded as well.
  private func ties(_ a: PeopleFile.Loaded) -> [JSON] {
    let p = a.person
    let ties: [(code: String, key: PersonKey?)] = [("MTH", p.mother), ("FTH", p.father), ("SPS", p.spouse), ("GUARD", p.guardian)]
    return ties.compactMap { code, key in
      guard let other = all.first(where: { $0.instance == a.instance && $0.person.key == key })?.person, !p.isOrganisation else {
        return nil
      }
      let coding: JSON = ["system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": .string(code)]
      let resource: JSON = [
        "resourceType": "RelatedPerson", "identifier": .array(other.identifiers.prefix(1).map(Self.identifier)),
        "patient": ["reference": .string(Self.address(a, ""))], "relationship": [["coding": [coding]]],
        "name": [["family": .string(other.name.family), "given": [.string(other.name.given)]]],
      ]
      return Self.entry(resource, at: Self.address(a, code), "RelatedPerson", nil)
    }
  }

  private static func entry(_ resource: JSON, at address: String, _ type: String, _ known: Identifier?) -> JSON {
    var request = Members([Member("method", "POST"), Member("url", .string(type))])
    if let known { request.append("ifNoneExist", .string("identifier=\(system(known.scheme))|\(known.value)")) }
    return ["fullUrl": .string(address), "resource": resource, "request": .object(request)]
  }

  private static func identifier(_ id: Identifier) -> JSON { ["system": .string(system(id.scheme)), "value": .string(id.value)] }
  private static func system(_ scheme: IdentifierScheme) -> String { "urn:assay:\(scheme.text)" }

  /// The same in every run with these people: a UUID of version 8, from who it is.
  private static func address(_ a: PeopleFile.Loaded, _ tie: String) -> String {
    let words = [a.instance, a.person.key.text, a.person.all.first?.description ?? "", tie].joined(separator: "|")
    var hex = Array(Digests.of(Array(words.utf8)).dropFirst(7).prefix(32))
    (hex[12], hex[16]) = ("8", "a")
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(hex[$0]) }
    return "urn:uuid:" + parts.joined(separator: "-")
  }
}
