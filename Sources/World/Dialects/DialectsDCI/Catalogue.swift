package import Facts

/// The dialects of this family. One dialect, one line.
package enum DCIDialects {
  package static let all: [any Dialect] = [
    DCICivil()
  ]
}
