/// Placeholder until the first type of Facts lands; delete it then.
enum FactsRoom {}
