package import Facts

/// The dialects of edges to the payment system and its account mapper. One folder each, one line here.
package enum PaymentDialects {
  package static let all: [any Dialect] = [G2PBridge(), G2PConnect()]
}
