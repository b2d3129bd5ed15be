import Documents
import Facts

/// Deliberate faults of one submission.
enum KoboFaults {
  static let missingID: FaultName = "missing-id"
  static let badDate: FaultName = "bad-date"
  static let unknownForm: FaultName = "unknown-form"
  static let testForm: FaultName = "test-form"
  static let unknownChoice: FaultName = "unknown-choice"
  static let noCredentials: FaultName = "no-credentials"
  static let wrongPassword: FaultName = "wrong-password"

  static let cards: [FaultCard] = [
    FaultCard(missingID, .schema, on: [.application], "the submission has no instance id"),
    FaultCard(badDate, .schema, on: [.application], "the date of birth is no date"),
    FaultCard(unknownForm, .schema, on: [.application], "it is of a version of the form that nobody has"),
    FaultCard(testForm, .schema, on: [.application], "it is of another form, on which enumerators are trained"),
    FaultCard(unknownChoice, .schema, on: [.application], "consent is none of the choices of the form"),
    FaultCard(noCredentials, .security, on: [.application], "there are no credentials"),
    FaultCard(wrongPassword, .security, on: [.application], "the password is wrong"),
  ]

  static func spoil(_ body: inout JSON, _ fault: FaultName?, _ form: KoboForm) {
    switch fault {
    case missingID:
      body["meta/instanceID"] = nil
      body["_uuid"] = nil
    case badDate: body[form[.personBirthDate]] = "the year of the flood"
    case unknownForm: body["__version__"] = "v-nobody-has"
    case testForm: body["_xform_id_string"] = .string("training-for-\(form.name)")
    case unknownChoice: body[form[.consent]] = "perhaps"
    default: break
    }
  }
}
