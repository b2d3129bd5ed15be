package import Conformance
import Documents
import MarkupDocuments

/// A schema that a suite judges raw bodies by, compiled: JSON Schema or XML Schema. Where errata of the suite make another of it, bodies
/// are judged with them, and what the published form says stands beside that.
package struct BodySchema: Sendable {
  enum Form: Sendable {
    case json(Schema)
    case xml(XMLSchema)
  }
  /// The form as published, and what makes another of it.
  struct Published: Sendable {
    let file: String
    let schema: Schema
    let mended: MendedSchemas
  }
  let form: Form
  /// Nil where no erratum concerns it.
  var published: Published?
  /// Told of each body that is judged.
  var listener: (@Sendable ([UInt8]) -> Void)?

  /// Findings that are told; one more says that there are more.
  package static let most = 10

  /// What the schema does not allow in a body, in the order of the body; none where it allows it.
  ///
  /// Each is one line: where (JSON pointer, or line and column and path), which keyword or rule, what was expected, what was found. A
  /// body that cannot be read, or is larger than a message may be, breaks every schema.
  package func flaws(in body: [UInt8]) -> [String] {
    listener?(body)
    switch form {
    case .json(let schema):
      do throws(JSONRefusal) { return Self.flaws(schema, try Document(parsing: body)) } catch { return ["the body is no JSON: \(error)"] }
    case .xml(let schema):
      do throws(MarkupRefusal) {
        let report = try schema.validate(.bytes(body), bounds: .standard)
        return Self.told(report.findings.map(\.description), of: report.count)
      } catch { return ["the body is no XML: \(error)"] }
    }
  }

  /// What the published form says of bodies, where that is not what the form with errata says of them; nil where both say the same.
  package func strict(of bodies: [[UInt8]]) -> StrictReading? {
    guard let published, case .json(let schema) = form else { return nil }
    let documents = bodies.compactMap { body in try? Document(parsing: body) }
    guard documents.count == bodies.count else { return nil }
    let isRight = documents.allSatisfy(schema.accepts)
    let breaks = documents.first { !published.schema.accepts($0) }
    guard isRight != (breaks == nil) else { return nil }
    let decisive = breaks ?? documents.first { !schema.accepts($0) }
    return StrictReading(
      holds: breaks == nil, flaw: breaks.flatMap { Self.flaws(published.schema, $0).first },
      errata: decisive.map { published.mended.decisive(for: published.file, $0, accepted: isRight) } ?? [])
  }

  private static func flaws(_ schema: Schema, _ body: Document) -> [String] {
    let violations = schema.violations(in: body, limit: most + 1)
    return told(violations.map(\.sentence), of: violations.count)
  }

  private static func told(_ flaws: [String], of count: Int) -> [String] {
    Array(flaws.prefix(most)) + (count > most ? ["and more"] : [])
  }
}
