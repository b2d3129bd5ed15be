/// Placeholder until the first type of Engine lands; delete it then.
enum EngineRoom {}
