/// Placeholder until the first type of SourceText lands; delete it then.
enum SourceTextRoom {}
