package struct ExactDecimal: Hashable, Sendable { package var text: String }
