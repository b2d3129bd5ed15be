import Documents
import Testing

@Suite struct ExactDecimalTests {
  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("-0.00", "0.00"), ("20.00", "20.00"), ("20.0", "20.0"), ("-7", "-7"), ("0.05", "0.05"), ("-0.5", "-0.5"),
    ("1e2", "100"), ("1.50e1", "15.0"), ("15e-1", "1.5"), ("1E+3", "1000"), ("12e-5", "0.00012"), ("0e7", "0"), ("0e-2", "0.00"),
    ("100", "100"), ("100.10", "100.10"), ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
  ])
  func readsAndPrints(text: String, canonical: String) throws {
    #expect(try #require(ExactDecimal(text)).text == canonical)
  }

  @Test(arguments: [
    "", " 1", "1 ", "+1", ".5", "1.", "01", "-", "1e", "1e+", "NaN", "1,5", "0x1", "1_000", "٣", "--1", "1.2.3", "1e5e5",
    "1e400", "1e99999999999999999999", "1e-400", "100000000000000000000000000000000000000", "0." + String(repeating: "0", count: 39),
  ])
  func refuses(text: String) { #expect(ExactDecimal(text) == nil) }

  @Test func equalityOrderAndHashGoByValue() throws {
    let a = try #require(ExactDecimal("20.00")), b = try #require(ExactDecimal("20.0")), c = try #require(ExactDecimal("2e1"))
    #expect(a == b && b == c && a == 20)
    #expect(Set([a, b, c]).count == 1)
    #expect(try #require(ExactDecimal("19.99")) < a)
    #expect(try #require(ExactDecimal("-20.01")) < -a)
    #expect(a.scale == 2 && !a.isZero && (-a).isNegative)
  }

  @Test func arithmeticIsExact() throws {
    let tenth = try #require(ExactDecimal("0.1")), fifth = try #require(ExactDecimal("0.2"))
    #expect((tenth + fifth).text == "0.3")
    #expect((tenth - fifth).text == "-0.1")
    #expect((tenth * fifth).text == "0.02")
    #expect(ExactDecimal.sum([]).text == "0")
    #expect(ExactDecimal.sum(Array(repeating: tenth, count: 1000)).text == "100.0")
    #expect(ExactDecimal(minor: 1999, scale: 2).text == "19.99")
  }

  @Test func neverOverflows() throws {
    let most = try #require(ExactDecimal(String(repeating: "9", count: 38)))
    let least = try #require(ExactDecimal("0." + String(repeating: "0", count: 37) + "1"))
    #expect((most + least).text == String(repeating: "9", count: 38) + "." + String(repeating: "0", count: 37) + "1")
    #expect(most + least - most == least)
    #expect(most + least - least == most)
    #expect((most * most).text == String(repeating: "9", count: 37) + "8" + String(repeating: "0", count: 37) + "1")
    #expect(ExactDecimal.sum(Array(repeating: most, count: 10_000)).text == "9999" + String(repeating: "9", count: 34) + "0000")
    #expect(-(most * most) < -most && most < most * most)
    #expect((most * most - most * most).isZero)
    #expect((most * most).hashValue == (most * most * 1).hashValue)
  }

  @Test func rescalesOnlyWithoutLoss() throws {
    let amount = try #require(ExactDecimal("12.50"))
    #expect(amount.rescaled(to: 1)?.text == "12.5")
    #expect(amount.rescaled(to: 4)?.text == "12.5000")
    #expect(amount.rescaled(to: 0) == nil && amount.rescaled(to: -1) == nil)
    #expect(ExactDecimal("-3.00")?.int == -3 && amount.int == nil)
    #expect(ExactDecimal("9223372036854775808")?.int == nil)
  }

  /// Sums over wide and narrow numbers agree with the same sums done in whole minor units.
  @Test func agreesWithWholeArithmetic() {
    var seed: UInt64 = 42
    for _ in 0..<2_000 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let a = Int(truncatingIfNeeded: seed >> 34), b = Int(truncatingIfNeeded: seed >> 40) - 5_000_000
      let x = ExactDecimal(minor: a, scale: 3), y = ExactDecimal(minor: b, scale: 3)
      #expect(x + y == ExactDecimal(minor: a + b, scale: 3))
      #expect(x * y == ExactDecimal(minor: a * b, scale: 6))
      #expect((x < y) == (a < b))
      #expect(ExactDecimal(x.text) == x)
    }
  }
}
