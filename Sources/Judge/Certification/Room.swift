/// Placeholder until the first type of Certification lands; delete it then.
enum CertificationRoom {}
