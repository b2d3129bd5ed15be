package import Facts

/// The dialects of edges to the ID system. One folder each, one line here.
package enum IdentityDialects {
  package static let all: [any Dialect] = [MosipIDA()]
}
