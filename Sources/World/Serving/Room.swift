/// Placeholder until the first type of Serving lands; delete it then.
enum ServingRoom {}
