import Facts

/// Whether what was said of a person fits the record. Only what was said is compared.
enum Comparison {
  enum Difference: String, Hashable, Sendable, CaseIterable {
    case name = "name-differs"
    case birthDate = "birth-date-differs"
    case sex = "sex-differs"
  }

  /// nil where nothing was said that could be compared.
  static func differences(_ said: Facts, _ record: IdentityRecord, strictNames: Bool) -> [Difference]? {
    var differences: [Difference] = []
    var compared = false
    if let name = said[.personName] {
      compared = true
      if !(strictNames ? name == record.name : words(name) == words(record.name)) { differences.append(.name) }
    }
    if let day = said[.personBirthDate] {
      compared = true
      if day != record.birthDate { differences.append(.birthDate) }
    }
    if let sex = said[.personSex] {
      compared = true
      if sex != record.sex { differences.append(.sex) }
    }
    return compared ? differences : nil
  }

  /// Order and case of the parts of a name do not tell people apart.
  private static func words(_ name: String) -> [String] { name.lowercased().split(separator: " ").map(String.init).sorted() }
}
