import Signatures
import Testing

@Suite("Encodings have one text for each run of bytes")
struct EncodingTests {
  @Test(
    "base64 as RFC 4648 section 10 lists it",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func base64(plain: String, coded: String) {
    #expect(Base64.standard.encode(plain) == coded)
    #expect(Base64.standard.decode(coded) == bytes(plain))
    let bare = coded.filter { $0 != "=" }
    #expect(Base64.url.encode(plain) == bare)
    #expect(Base64.url.decode(bare) == bytes(plain))
    #expect(Base64.urlEitherPadding.decode(coded) == bytes(plain))
    #expect(Base64.urlEitherPadding.decode(bare) == bytes(plain))
  }

  @Test("every length and byte comes back")
  func roundTrip() {
    for count in 0..<70 {
      let some = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count &* 11 &+ 250) }
      #expect(Base64.standard.decode(Base64.standard.encode(some)) == some)
      #expect(Base64.url.decode(Base64.url.encode(some)) == some)
      #expect(Hex.decode(Hex.lower(some)) == some)
      #expect(Hex.decode(Hex.upper(some)) == some)
    }
    #expect(Base64.url.encode([0xFB, 0xFF]) == "-_8")
    #expect(Base64.standard.encode([0xFB, 0xFF]) == "+/8=")
  }

  @Test(
    "base64 that is not the one text is refused",
    arguments: ["Zg", "Zg=", "Zg===", "Z", "Zh==", "Zm9=", "Zm 9v", "Zm9v\n", "Zm9-", "=", "===="])
  func base64Refuses(text: String) {
    #expect(Base64.standard.decode(text) == nil)
  }

  @Test(
    "base64url takes no padding, no other alphabet and no stray bits", arguments: ["Zg==", "Zm+v", "Zm/v", "Zh", "Z", "Zm9v Zm9v", "é"])
  func base64urlRefuses(text: String) {
    #expect(Base64.url.decode(text) == nil)
  }

  @Test("the bound holds")
  func bound() {
    #expect(Base64.url.decode("Zm9v", limit: 4) == bytes("foo"))
    #expect(Base64.url.decode("Zm9v", limit: 3) == nil)
  }

  @Test("hexadecimal of odd length or other letters is refused", arguments: ["a", "0g", "0x", " 00", "é0"])
  func hexRefuses(text: String) {
    #expect(Hex.decode(text) == nil)
  }

  @Test(
    "percent-encoding is encodeURIComponent's",
    arguments: [
      ("AZaz09-_.!~*'()", "AZaz09-_.!~*'()"), (" \"{}:,/?&=+", "%20%22%7B%7D%3A%2C%2F%3F%26%3D%2B"), ("é€😀", "%C3%A9%E2%82%AC%F0%9F%98%80"),
    ])
  func percent(plain: String, coded: String) {
    #expect(PercentEncoding.component(plain) == coded)
  }

  @Test("comparison in constant time tells equal from unequal")
  func constantTime() {
    #expect(ConstantTime.equal([1, 2, 3], [1, 2, 3]))
    #expect(!ConstantTime.equal([1, 2, 3], [1, 2, 4]))
    #expect(!ConstantTime.equal([1, 2, 3], [1, 2]))
    #expect(ConstantTime.equal([], []))
  }
}
