/// Placeholder until the first type of Evidence lands; delete it then.
enum EvidenceRoom {}
