import Facts
import Testing

@testable import Evidence

/// A secret never reaches the log, whoever's it is; everything else does, byte for byte.
@Suite("Redaction") struct RedactionTests {
  @Test(arguments: [
    ("grant_type=client_credentials&client_id=a&client_secret=s%26t&scope=x", "grant_type=client_credentials&client_id=a&client_secret=[redacted]&scope=x"),
    ("client_secret=open-ended", "client_secret=[redacted]"),
    (#"{"access_token": "ey.J\"0", "expires_in":"3600"}"#, #"{"access_token": "[redacted]", "expires_in":"3600"}"#),
    (#"{"password":"#, #"{"password":"#),
    (#"{"access_token":"cut"#, #"{"access_token":"[redacted]"#),
    (#"{"access_token":null,"token_type":"Bearer"}"#, #"{"access_token":null,"token_type":"Bearer"}"#),
    ("my_client_secret=kept&client_secrets=kept", "my_client_secret=kept&client_secrets=kept"),
    ("/oauth/token?client_secret=in-the-url&x=1", "/oauth/token?client_secret=[redacted]&x=1"),
    (#"{"client_secret":""}"#, #"{"client_secret":""}"#),
    ("the password is said in prose", "the password is said in prose"),
  ])
  func `what a message calls a secret is taken out`(body: String, written: String) {
    #expect(Redactor().text(body) == written)
  }

  @Test func `a known value is taken out wherever it stands`() {
    #expect(Redactor(secrets: ["acme-secret"]).text("Authorization: acme-secret; x=acme-secret") == "Authorization: [redacted]; x=[redacted]")
  }

  @Test func `a credential of a header keeps its scheme`() {
    let field = Redactor().field(HeaderField("Authorization", "Bearer abc"))
    #expect(field.value == "Bearer [redacted]")
  }
}
