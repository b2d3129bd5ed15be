/// Wrong behaviours that can be switched on, each by its name.
enum IdentityDefect: String, CaseIterable {
  case yesToWrongBirthDate = "id-yes-to-wrong-birth-date"
  case yesToWrongName = "id-yes-to-wrong-name"
  case yesToDeactivated = "id-yes-to-deactivated"
  case yesToUnknown = "id-yes-to-unknown"
  case noToRightData = "id-no-to-right-data"
  case tokenIsIdentifier = "id-token-is-identifier"
  case tokenForEverybody = "id-token-for-everybody"
  case tokenChanges = "id-token-changes"

  var says: String {
    switch self {
    case .yesToWrongBirthDate: "says yes although the date of birth differs"
    case .yesToWrongName: "says yes although the name differs"
    case .yesToDeactivated: "says yes about a deactivated person"
    case .yesToUnknown: "says yes about somebody whom it does not know"
    case .noToRightData: "says no although everything fits"
    case .tokenIsIdentifier: "gives the person's identifier as the token"
    case .tokenForEverybody: "gives every partner the same token of a person"
    case .tokenChanges: "gives another token each time"
    }
  }
}

/// Right behaviours unlike the usual one.
enum IdentityTwist: String, CaseIterable {
  case noToken = "id-no-token"
  case strictNames = "id-strict-names"

  var says: String {
    switch self {
    case .noToken: "says yes without a token"
    case .strictNames: "compares names letter by letter, in one order"
    }
  }
}
