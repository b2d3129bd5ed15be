import Documents
import Facts

/// The sealed content of a request: what is to be compared. Members for factors that are not used are sent empty, as clients do.
enum IDADemographics {
  static func json(_ facts: Facts, at time: WireInstant, _ settings: IDASettings) -> JSON {
    var demographics: Members = [:]
    func spoken(_ text: String) -> JSON { [["language": .string(settings.language), "value": .string(text)]] }
    if let day = facts[.personBirthDate] { demographics["dob"] = .string(settings.date.text(day)) }
    if let name = facts[.personName] { demographics["name"] = spoken(name) }
    if let sex = facts[.personSex] { demographics["gender"] = spoken(words.first { $0.ours == sex }?.theirs ?? sex) }
    return ["biometrics": [], "demographics": .object(demographics), "otp": "", "timestamp": .string(time.description)]
  }

  /// The facts in the content. Refused: no JSON, a date that is none, a name that is no list of spoken texts.
  static func facts(_ content: [UInt8], _ settings: IDASettings) throws(IDAError) -> Facts {
    guard let json = try? JSON(parsing: content), json.members != nil else { throw .invalid("request") }
    var facts = Facts()
    guard let demographics = json["demographics"], !demographics.isNull else { return facts }
    guard demographics.members != nil else { throw .invalid("request/demographics") }
    if let name = try spoken(demographics, "name", settings) { facts[.personName] = name }
    if let dob = demographics["dob"], dob.text != "", !dob.isNull {
      guard let day = dob.text.flatMap(settings.date.day) else { throw .invalid("request/demographics/dob") }
      facts[.personBirthDate] = day
    }
    if let word = try spoken(demographics, "gender", settings) {
      facts[.personSex] = words.first { $0.theirs.lowercased() == word.lowercased() }?.ours ?? word.lowercased()
    }
    return facts
  }

  private static let words = [(ours: "female", theirs: "Female"), (ours: "male", theirs: "Male"), (ours: "other", theirs: "Others")]

  /// The text in the edge's language, or the first; nil where nothing is said.
  private static func spoken(_ json: JSON, _ name: String, _ settings: IDASettings) throws(IDAError) -> String? {
    guard let list = json[name], !list.isNull else { return nil }
    guard let items = list.items, items.allSatisfy({ $0["value"]?.text != nil }) else { throw .invalid("request/demographics/\(name)") }
    return (items.first { $0["language"]?.text == settings.language } ?? items.first)?["value"]?.text
  }
}
