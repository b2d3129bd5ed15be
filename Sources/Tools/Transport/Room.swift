/// Placeholder until the first type of Transport lands; delete it then.
enum TransportRoom {}
