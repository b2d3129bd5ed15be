/// A requirement that no level can be had without. Never waived.
package enum Gate: String, Sendable, CaseIterable {
  case blocksL1 = "blocks-L1"
}
