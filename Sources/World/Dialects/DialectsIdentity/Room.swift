/// Placeholder until the first type of DialectsIdentity lands; delete it then.
enum DialectsIdentityRoom {}
