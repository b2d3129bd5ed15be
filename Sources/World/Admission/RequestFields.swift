import Documents
package import Facts
import Signatures

/// Form fields of a body or a query; a JSON body reads as the same.
package struct RequestFields: Sendable {
  private var fields: [(name: String, value: String)] = []
  package subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  package static func of(_ request: WireRequest) -> Self {
    var all = Self()
    if let json = try? JSON(parsing: request.body), let members = json.members {
      all.fields = members.compactMap { member in (member.value.text ?? member.value.numberText).map { (member.name, $0) } }
    } else {
      all.add(String(decoding: request.body.prefix(1 << 14), as: UTF8.self))
    }
    all.add(request.query ?? "")
    return all
  }
  /// Those of the query alone.
  package static func query(of request: WireRequest) -> Self {
    var all = Self()
    all.add(request.query ?? "")
    return all
  }
  private mutating func add(_ text: String) { fields += FormParameters.fields(text) }
}
