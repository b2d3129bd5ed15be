/// Placeholder until the first type of BeneficiarySystem lands; delete it then.
enum BeneficiarySystemRoom {}
