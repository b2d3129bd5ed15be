/// Placeholder until the first type of Sandbox lands; delete it then.
enum SandboxRoom {}
