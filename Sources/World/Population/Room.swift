/// Placeholder until the first type of Population lands; delete it then.
enum PopulationRoom {}
