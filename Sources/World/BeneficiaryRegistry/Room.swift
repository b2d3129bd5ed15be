/// Placeholder until the first type of BeneficiaryRegistry lands; delete it then.
enum BeneficiaryRegistryRoom {}
