package import Facts

/// The dialects of this family. One register, one dialect.
package enum DCIDialects {
  package static let all: [any Dialect] = Registry.all.map { DCIRegistry($0) }
}
