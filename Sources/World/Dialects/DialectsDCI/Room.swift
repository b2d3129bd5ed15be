/// Placeholder until the first type of DialectsDCI lands; delete it then.
enum DialectsDCIRoom {}
