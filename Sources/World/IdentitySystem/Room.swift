/// Placeholder until the first type of IdentitySystem lands; delete it then.
enum IdentitySystemRoom {}
