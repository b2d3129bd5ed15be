/// How schemas are read and judged.
package struct SchemaOptions: Hashable, Sendable {
  /// Which way a message goes: by OpenAPI 3.0, `required` does not ask a request for `readOnly` members, nor a response for `writeOnly` ones.
  package enum Direction: Hashable, Sendable { case request, response }

  /// For schemas that have no `$schema`.
  package var dialect: SchemaDialect
  /// Whether `format` judges. Off as in draft 2020-12, where it only describes unless the meta-schema asserts it.
  package var assertsFormats: Bool
  package var direction: Direction?

  package init(dialect: SchemaDialect = .draft202012, assertsFormats: Bool = false, direction: Direction? = nil) {
    (self.dialect, self.assertsFormats, self.direction) = (dialect, assertsFormats, direction)
  }
}
