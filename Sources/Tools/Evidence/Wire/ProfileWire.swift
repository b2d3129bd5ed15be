import Conformance
import Documents

// MUST NOT CHANGE: logs on vendors' disks are read by this.

/// A profile within the first line of a log: levels can be judged again from the log alone.
enum ProfileWire {
  static func encode(_ p: Profile) -> JSON {
    var m: Members = ["name": .string(p.name), "version": .string(p.version), "role": .string(p.role.text)]
    if let adoption = p.adoption { m.append("adopted", ["by": .string(adoption.body), "on": .string(adoption.date)]) }
    m.append("dialects", .object(Members(p.speech.map { Member($0.edge, .array($0.dialects.map { .string($0) })) })))
    m.append("core", .array(p.core.map { .string($0.text) }))
    m.append("variants", .array(p.variants.map { .string($0.text) }))
    return .object(m)
  }

  /// nil without name, version or role.
  static func decode(_ j: JSON) -> Profile? {
    guard let name = j["name"]?.text, let version = j["version"]?.text, let role = j["role"]?.text else { return nil }
    let adopted = j["adopted"].flatMap { Adoption(body: $0["by"]?.text ?? "", date: $0["on"]?.text ?? "") }
    return Profile(
      name: name, version: version, role: RoleName(role), adoption: adopted,
      speech: (j["dialects"]?.members ?? [:]).map { .init($0.name, ($0.value.items ?? []).compactMap(\.text)) }, core: ids(j["core"]),
      variants: ids(j["variants"]))
  }

  private static func ids(_ j: JSON?) -> [RequirementID] { (j?.items ?? []).compactMap(\.text).map { RequirementID($0) } }
}
