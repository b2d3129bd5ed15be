import Documents
import Testing

@testable import DialectsDCI

@Suite("DCI: spellings that are understood, and told")
struct DCISpellingTests {
  @Test(
    "Each is told once, at its place",
    arguments: [
      (#"{ "birthdate": "1961-03-02T00:00:00Z" }"#, ["person.member-spelling /r/birthdate in place of `birth_date`"]),
      (
        #"{ "name": { "sur_name": "Oke", "last_name": "Oke" } }"#, ["person.member-spelling /r/name/sur_name in place of `surname`"]
      ),
      (#"{ "address": [{ "address_line1": "x" }] }"#, ["person.member-spelling /r/address/0/address_line1 in place of `address_line_1`"]),
      (
        #"{ "identifier": [{ "identifier_type": "NIN" }] }"#,
        ["person.identifier-type-spelling /r/identifier/0/identifier_type in place of `UIN`"]
      ),
      (#"{ "birth_date": "1961-03-02" }"#, ["person.date-without-hour /r/birth_date `1961-03-02`"]),
      (#"{ "marriage_date": ["1995-09-21T11:20:00"] }"#, ["person.date-without-zone /r/marriage_date `1995-09-21T11:20:00`"]),
      (#"{ "marital_status": "married" }"#, ["person.marital-status-word /r/marital_status `married`"]),
      (
        #"{ "birth_date": "1961-03-02T00:00:00+03:00", "identifier": [{ "identifier_type": "UIN" }], "marital_status": "S", "sex": "male" }"#,
        []
      ),
      (#"{ "birth_date": "yesterday" }"#, []),
    ])
  func spelt(_ record: String, _ told: [String]) throws {
    #expect(Spellings.odd(in: try JSON(parsing: Array(record.utf8)), at: "/r") == told)
  }
}
