/// Placeholder until the first type of Conformance lands; delete it then.
enum ConformanceRoom {}
