package import Facts

/// The dialects in which forms that were filled in in the field reach a programme. One folder each, one line here.
package enum IntakeDialects {
  package static let all: [any Dialect] = [Kobo()]
}
