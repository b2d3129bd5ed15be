/// Placeholder until the first type of DialectsPayments lands; delete it then.
enum DialectsPaymentsRoom {}
