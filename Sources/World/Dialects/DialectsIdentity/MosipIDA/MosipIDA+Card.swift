package import Facts

extension MosipIDA {
  package var card: DialectCard { Self.said }

  /// Asked for at each message, so made once.
  private static let said = DialectCard(
    name: "mosip-ida", title: "MOSIP ID Authentication, yes/no by demographic data",
    source: "https://docs.mosip.io/1.2.0/id-authentication, API 1.0",
    carries: [.init(.verify, from: .mis, to: .id, facts: Self.facts)],
    faults: IDAFault.allCases.map(\.card), settings: Self.settings, oddities: Self.oddities)

  private static let facts = [
    "person.id", "person.name", "person.birth-date", "person.sex", "verified", "person.token", "message.flaw", "reply.flaw",
  ]

  private static let settings: [SettingCard] = [
    SettingCard("misp-license", [], "the license key of the infrastructure provider, first part of the path"),
    SettingCard("partner-id", [], "the id of the authentication partner, second part of the path"),
    SettingCard("api-key", [], "the key that binds the partner to a policy, third part of the path"),
    SettingCard("env", ["Staging", "Developer", "Pre-Production", "Production"], "the environment that requests must name"),
    SettingCard("domain-uri", [], "the domain that requests must name"),
    SettingCard("dob-format", IDADate.allCases.map(\.rawValue), "how a date of birth is written"),
    SettingCard("language", [], "the language of names, three letters"),
    SettingCard("x5c", ["pem", "der"], "how the certificate is written into a signature: pem as MOSIP's clients do, der as RFC 7515 says"),
    SettingCard("time-window", [], "how many seconds a request's time may be off"),
    SettingCard(
      "response-signature", ["checked", "required", "ignored"], "whether an answer's signature is checked where there is one, or needed"),
  ]

  package var deviations: [DialectDeviation] { Self.known }

  private static let known: [DialectDeviation] = [
    .init("ida-takes-unsigned", .id, true, "takes requests without a signature"),
    .init("ida-takes-forged", .id, true, "takes requests whose signature is wrong"),
    .init("ida-takes-stale", .id, true, "takes requests of any age"),
    .init("ida-ignores-hash", .id, true, "takes requests whose hash is another's"),
    .init("ida-ignores-consent", .id, true, "takes requests without consent"),
    .init("ida-signs-wrongly", .id, true, "signs its answers with a wrong signature"),
  ]
}
