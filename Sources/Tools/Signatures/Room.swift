/// Placeholder until the first type of Signatures lands; delete it then.
enum SignaturesRoom {}
