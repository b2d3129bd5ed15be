/// Placeholder until the first type of Reports lands; delete it then.
enum ReportsRoom {}
