/// Placeholder until the first type of DialectsCivil lands; delete it then.
enum DialectsCivilRoom {}
