/// Placeholder until the first type of Scenarios lands; delete it then.
enum ScenariosRoom {}
