/// The documents that a schema may refer to, by absolute URI without fragment. Nothing else is read: there is no network here.
package struct SchemaRegistry: Sendable {
  let find: @Sendable (String) -> Document?

  package init(_ find: @escaping @Sendable (String) -> Document?) { self.find = find }

  package init(_ table: [String: Document] = [:]) { find = { table[$0] } }
}
