import Documents
import Facts

/// Wrong behaviours of a payment system that makes up what a line does not say, or says wrongly, and pays it.
enum Guess: String, CaseIterable, Sendable {
  case references = "guesses-references"
  case payers = "guesses-payers"
  case payees = "guesses-payees"
  case amounts = "guesses-amounts"
  case forms = "reads-amounts-loosely"
  case signs = "drops-signs"
  case currencies = "takes-any-currency"
  case times = "takes-any-time"

  var says: String {
    switch self {
    case .references: "gives a line without a reference one of its own, and pays it"
    case .payers: "pays a line that does not say from where"
    case .payees: "pays somebody for a line that does not say to whom"
    case .amounts: "pays what it likes for a line without an amount"
    case .forms: "takes an amount of any form"
    case .signs: "pays a line of less than nothing as if it were more"
    case .currencies: "pays in a currency that is none"
    case .times: "pays a line at once whose time it cannot read"
    }
  }

  /// The list as it is taken.
  static func mended(_ items: [JSON], _ session: Session) -> [JSON] {
    let shown = allCases.filter { session.shows($0.rawValue) }
    return shown.isEmpty ? items : items.enumerated().map { place, item in shown.reduce(item) { $1.mended($0, place) } }
  }

  private func mended(_ item: JSON, _ place: Int) -> JSON {
    var item = item
    func fill(_ name: String, _ value: String) { if item[name] == nil { item[name] = .string(value) } }
    let amount = item["amount"]?.text ?? ""
    switch self {
    case .references: fill("reference_id", "line-\(place)")
    case .payers: fill("payer_fa", "account:treasury@assay")
    case .payees: fill("payee_fa", "account:7000000001@assay")
    case .amounts: fill("amount", "1.00")
    case .forms: if !amount.isEmpty, !amount.contains(".") { item["amount"] = .string(amount + ".00") }
    case .currencies: item["currency_code"] = nil
    case .times: item["scheduled_timestamp"] = nil
    case .signs: if amount.hasPrefix("-") { item["amount"] = .string(String(amount.dropFirst())) }
    }
    return item
  }
}
