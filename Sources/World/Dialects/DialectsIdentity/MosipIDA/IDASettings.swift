import Facts

/// The settings of an edge, with the reference's own where the target names none.
struct IDASettings {
  let license: String, partner: String, key: String
  let environment: String, domain: String, language: String
  let date: IDADate
  let writesDER: Bool
  let window: Int64
  let responseSignature: String

  init(_ settings: Settings) {
    license = settings["misp-license"] ?? "reference-license"
    partner = settings["partner-id"] ?? "mis-partner"
    key = settings["api-key"] ?? "reference-key"
    environment = settings["env"] ?? "Developer"
    domain = settings["domain-uri"] ?? "https://id.sandbox.invalid"
    language = settings["language"] ?? "eng"
    date = settings["dob-format"].flatMap(IDADate.init) ?? .yearFirst
    writesDER = settings["x5c"] == "der"
    window = settings["time-window"].flatMap { Int64($0) } ?? 30
    responseSignature = settings["response-signature"] ?? "checked"
  }
}

/// The ways in which deployments write a date of birth.
enum IDADate: String, CaseIterable {
  case yearFirst = "YYYY/MM/DD"
  case iso = "YYYY-MM-DD"
  case dayFirst = "DD/MM/YYYY"

  func text(_ day: Day) -> String {
    let iso = day.description
    let parts = iso.split(separator: "-").map(String.init)
    return switch self {
    case .yearFirst: parts.joined(separator: "/")
    case .iso: iso
    case .dayFirst: parts.reversed().joined(separator: "/")
    }
  }

  func day(_ text: String) -> Day? {
    let parts = text.split(separator: self == .iso ? "-" : "/", omittingEmptySubsequences: false).map(String.init)
    return Day((self == .dayFirst ? parts.reversed() : parts).joined(separator: "-"))
  }
}
