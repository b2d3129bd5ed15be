/// Placeholder until the first type of Documents lands; delete it then.
enum DocumentsRoom {}
