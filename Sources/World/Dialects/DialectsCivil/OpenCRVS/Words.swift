import Documents
import Facts
import Signatures

/// Identifiers under the names that OpenCRVS has for them: as a code in FHIR, as the end of a key in a declaration.
enum Schemes {
  static let all: [(scheme: IdentifierScheme, code: String, key: String)] = [
    (.uin, "NATIONAL_ID", "nid"), (.brn, "BIRTH_REGISTRATION_NUMBER", "brn"), (.drn, "DEATH_REGISTRATION_NUMBER", "drn"),
    (.mrn, "MARRIAGE_REGISTRATION_NUMBER", "mrn"), (.functional, "OTHER", "otherId"),
  ]
  static func code(_ scheme: IdentifierScheme) -> String { all.first { $0.scheme == scheme }?.code ?? scheme.text }
  static func scheme(_ code: String) -> IdentifierScheme { all.first { $0.code == code }?.scheme ?? IdentifierScheme(code) }
}

/// A full name in its two parts, and back.
enum Names {
  static func parts(_ full: String) -> (given: String, family: String) {
    guard let space = full.lastIndex(of: " ") else { return (full, "") }
    return (String(full[..<space]), String(full[full.index(after: space)...]))
  }
  static func full(_ parts: [String?]) -> String? {
    let words = parts.compactMap { $0 }.filter { !$0.isEmpty }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}

/// Days within moments.
enum Days {
  /// A moment of that day; a birthday does not move with the reader's zone.
  static func moment(_ day: Day) -> String { "\(day)T09:00:00.000Z" }
  static func read(_ json: JSON?) -> Day? { json?.text.flatMap { Day($0.prefix(10)) } }
}

/// Fields of a query or of a form in the body; a JSON body reads as the same.
struct Fields {
  private var pairs: [(name: String, value: String)] = []
  subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

  init(of request: WireRequest) {
    add(request.query ?? "")
    if let members = (try? JSON(parsing: request.body))?.members {
      pairs += members.compactMap { member in member.value.text.map { (member.name, $0) } }
    } else {
      add(String(decoding: request.body.prefix(1 << 14), as: UTF8.self))
    }
  }
  init(query: String) { add(query) }

  private mutating func add(_ text: String) { pairs += FormParameters.fields(text) }
}

extension JSON {
  /// The same value with the members of every object the other way round.
  var turned: JSON {
    switch self {
    case .object(let members): .object(Members(members.reversed().map { Member($0.name, $0.value.turned) }))
    case .array(let items): .array(items.map(\.turned))
    default: self
    }
  }
}

extension Session {
  /// A body as this actor writes it: twists change what no schema forbids.
  func spelt(_ json: JSON) -> [UInt8] {
    var json = json
    if shows("extra-fields"), json.members != nil { json["xBuild"] = "7f3a" }
    return (shows("other-member-order") ? json.turned : json).encoded()
  }
  /// The way to an address that the peer gave: below its base where it is there.
  func target(of address: String) -> String {
    guard !peerAddress.isEmpty, address.hasPrefix(peerAddress + "/") else { return address }
    return String(address.dropFirst(peerAddress.count))
  }
}
