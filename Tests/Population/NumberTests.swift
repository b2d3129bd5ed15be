import Facts
import Population
import Testing

@Suite("Numbers that registers issue")
struct NumberTests {
  /// Examples that are often published: 236, 12345 and 142857.
  @Test("The check digit of Verhoeff", arguments: [("236", 3), ("12345", 1), ("0", 4), ("", 0), ("142857", 0), ("123456789012", 0)])
  func checkDigit(digits: String, check: Int) {
    #expect(Verhoeff.checkDigit(of: digits) == check)
    #expect(digits.isEmpty || Verhoeff.isValid("\(digits)\(check)"))
  }

  @Test("A wrong digit and a swap of neighbours are found")
  func mistakes() throws {
    let number = Array("8473529106")
    let check = try #require(Verhoeff.checkDigit(of: String(number)))
    for i in number.indices {
      for digit in "0123456789" where digit != number[i] {
        var wrong = number
        wrong[i] = digit
        #expect(!Verhoeff.isValid(String(wrong) + String(check)))
      }
      if i > 0 {
        var swapped = number
        swapped.swapAt(i, i - 1)
        #expect(!Verhoeff.isValid(String(swapped) + String(check)))
      }
    }
    #expect(Verhoeff.checkDigit(of: "12a") == nil)
    #expect(!Verhoeff.isValid("7"))
  }

  @Test("Restricted numbers are not issued", arguments: ["1234567890", "2000034561", "5111234562", "0987654321", "298765432x", "29876543"])
  func refused(number: String) throws {
    let rule = try #require(DigitRule(length: 10, verhoeff: true, restricted: true))
    #expect(!rule.allows(number))
  }

  @Test(
    "The n-th number and its place belong to each other",
    arguments: ["verhoeff 10", "verhoeff 10, prefix 29", "verhoeff 16", "digits 12", "digits 3"])
  func places(text: String) throws {
    guard case .digits(let rule) = try IdentifierRule(text) else { throw Failed() }
    for place in stride(from: 0, to: rule.count, by: max(1, rule.count / 997)) {
      let number = rule.number(at: place)
      #expect(number.utf8.count == rule.length)
      #expect(rule.place(of: number) == place)
      #expect(!rule.verhoeff || Verhoeff.isValid(number))
      #expect(number.hasPrefix(rule.prefix))
    }
  }

  @Test("No issued number has a restricted pattern")
  func patterns() throws {
    let rule = try #require(DigitRule(length: 5, verhoeff: true, restricted: true))
    var issued = 0
    for n in 20_000..<100_000 {
      let digits = Array(String(n).utf8).map { Int($0) }
      let broken = (2..<5).contains { i in
        let (x, y) = (digits[i - 1] - digits[i - 2], digits[i] - digits[i - 1])
        return x == y && abs(x) <= 1
      }
      let allowed = !broken && Verhoeff.isValid(String(n))
      #expect(rule.allows(String(n)) == allowed)
      if allowed { issued += 1 }
    }
    #expect(rule.count == issued)
  }

  @Test(
    "A rule that cannot be read says what to write",
    arguments: ["verhoeff", "digits x", "B-{run}", "B-{m}", "B-{n", "digits 40", "digits 3, prefix 123", "", "ten digits"])
  func unreadable(text: String) {
    let error = #expect(throws: IdentifierRule.Unreadable.self) { try IdentifierRule(text) }
    #expect(error?.description.contains("write for example") == true)
  }
}

struct Failed: Error {}
