package import Conformance

/// An expectation file as it stood when a run was held against it. An empty one expects that everything passes.
package struct ExpectationFile: Hashable, Sendable {
  package let name: String
  package let entries: [ExpectedResult]
  package init(name: String, entries: [ExpectedResult]) {
    self.name = name
    self.entries = entries
  }
}
