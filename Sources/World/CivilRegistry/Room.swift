/// Placeholder until the first type of CivilRegistry lands; delete it then.
enum CivilRegistryRoom {}
