import Documents
import MarkupDocuments

/// A schema that a suite judges raw bodies by, compiled: JSON Schema or XML Schema.
package struct BodySchema: Sendable {
  enum Form: Sendable {
    case json(Schema)
    case xml(XMLSchema)
  }
  let form: Form

  /// Findings that are told; one more says that there are more.
  package static let most = 10

  /// What the schema does not allow in a body, in the order of the body; none where it allows it.
  ///
  /// Each is one line: where (JSON pointer, or line and column and path), which keyword or rule, what was expected, what was found. A
  /// body that cannot be read, or is larger than a message may be, breaks every schema.
  package func flaws(in body: [UInt8]) -> [String] {
    switch form {
    case .json(let schema):
      do throws(JSONRefusal) {
        let violations = schema.violations(in: try Document(parsing: body), limit: Self.most + 1)
        return Self.told(violations.map(\.sentence), of: violations.count)
      } catch { return ["the body is no JSON: \(error)"] }
    case .xml(let schema):
      do throws(MarkupRefusal) {
        let report = try schema.validate(.bytes(body), bounds: .standard)
        return Self.told(report.findings.map(\.description), of: report.count)
      } catch { return ["the body is no XML: \(error)"] }
    }
  }

  private static func told(_ flaws: [String], of count: Int) -> [String] {
    Array(flaws.prefix(most)) + (count > most ? ["and more"] : [])
  }
}
