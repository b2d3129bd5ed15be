/// Placeholder until the first type of Timeline lands; delete it then.
enum TimelineRoom {}
