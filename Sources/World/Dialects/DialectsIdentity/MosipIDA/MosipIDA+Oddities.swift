import Facts

/// What is recognised in the requests of other relying parties.
extension MosipIDA {
  static let oddities: [OddityCard] = [
    OddityCard(
      "ida.misread", at: "", "", rule: "MOSIP IDA 1.2, auth request", asks: "a request of its description",
      remedy: "correct the member and send it again"),
    OddityCard(
      "ida.version", at: "/version", "another version is declared", rule: "MOSIP IDA 1.2, auth request", asks: "`1.0`", remedy: "write 1.0"),
    OddityCard(
      "ida.thumbprint-hexadecimal", at: "/thumbprint", "the thumbprint is written in hexadecimal digits", rule: "MOSIP IDA 1.2, thumbprint",
      asks: "base64url of the certificate's SHA-256", remedy: "encode the 32 bytes in base64url"),
    OddityCard(
      "ida.x5c-der", at: "signature x5c", "the certificate stands as DER, as RFC 7515 has it", rule: "MOSIP IDA 1.2, signature header",
      asks: "base64 of the PEM text", remedy: "send what the deployment takes, and ask for an erratum"),
  ]
}
