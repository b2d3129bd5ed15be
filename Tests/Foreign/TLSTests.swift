import Foundation
import Testing

/// A vendor whose network takes nothing in the clear: HTTPS to it, and HTTPS from it to us.
@Suite("Foreign systems, by TLS")
struct TLSTests {
  /// The published target with https on both sides; `ours` is what `reach` says of it.
  static func target(_ tls: TestCertificates, ours: String = "own", theirs: String = "") -> (String) -> String {
    { text in
      text.replacing("http://", with: "https://")
        .replacing("listen: 127.0.0.1:8443", with: "listen: 127.0.0.1:8443\n  tls: \(ours)")
        .replacing(
          "/api\n    edges:", with: "/api\n    tls: { ca: \(tls.folder.path)/ca.pem\(theirs) }\n    edges:")
    }
  }
  static func doctor(_ system: Foreign) async throws -> Launched {
    let said = try await Launched.run(
      Foreign.assay, ["doctor", "--target", system.place.appending(path: "target.yaml").path, "crvs-mis"])
    return Launched(status: said.status, output: said.output.replacing(/\s+/, with: " "))
  }
  static let story = ["crvs-mis", "--only", "CR-06", "--bases"]

  @Test("Both ways: it trusts the root that the sheet prints, we trust the one that its target names")
  func bothWays() async throws {
    let tls = try await TestCertificates()
    defer { tls.remove() }
    let system = try await Foreign(.mis, tls: tls, changing: Self.target(tls))
    let said = try await Self.doctor(system)
    #expect(said.status == 0, "\(said.output)")
    for line in [
      "ok mis certificate", "ca.pem and names the host", "ok our certificate", "signed by our own authority, and names the host",
      "ok reach",
    ] { #expect(said.output.contains(line), "\(said.output)") }

    let judged = try await system.judged(Self.story)
    #expect(judged.status == 0 && judged.faults.isEmpty, "\(judged.output)")
    // What it tells us comes over our own address; met only where that speaks TLS with the root that it was given.
    #expect(judged.states["UC-CR06-NO-LINE"] == "met" && judged.states["PAY-SHAPE"] == "met", "\(judged.states)")
    let words = judged.output.replacing(/\s+/, with: " ")
    #expect(words.contains("mis showed by TLS: CN = Test host, by CN = Test root, to "), "\(judged.output)")
    #expect(words.contains(/SHA-256 [0-9a-f]{64}/), "\(judged.output)")
    #expect(try await system.calls("/") == "000", "our address takes nothing in the clear")
  }

  @Test("A registry by TLS: its events come, and its certificate is named")
  func registry() async throws {
    let tls = try await TestCertificates()
    defer { tls.remove() }
    let system = try await Foreign(.crvs, tls: tls) { text in
      Self.target(tls)(text).replacing("/civil\n    edges:", with: "/civil\n    tls: { ca: \(tls.folder.path)/ca.pem }\n    edges:")
    }
    let judged = try await system.judged(Self.story)
    #expect(judged.status == 0 && judged.faults.isEmpty && judged.states["EVT-SUBJECT"] == "met", "\(judged.output)")
    #expect(judged.output.replacing(/\s+/, with: " ").contains("crvs showed by TLS: CN = Test host"), "\(judged.output)")
  }

  @Test("Certificates of both callers are asked for, and shown")
  func mutual() async throws {
    let tls = try await TestCertificates()
    defer { tls.remove() }
    let folder = tls.folder.path
    let shown = ", client-cert: \(folder)/client.pem, client-key: \(folder)/client.key"
    let system = try await Foreign(
      .mis, ["--client-ca", folder + "/ca.pem"], tls: tls,
      changing: Self.target(tls, ours: "{ client-ca: \(folder)/ca.pem }", theirs: shown))
    let said = try await Self.doctor(system)
    #expect(said.status == 0 && said.output.contains("; ours was taken"), "\(said.output)")
    let judged = try await system.judged(Self.story)
    #expect(judged.status == 0 && judged.faults.isEmpty, "\(judged.output)")
  }

  /// What the doctor says of a certificate that is not right, and on whose side it is to be changed.
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var host = "IP:127.0.0.1"
    var ours = "own"
    let change: @Sendable (String, TestCertificates) -> String
    var switches: [String] = []
    let says: [String]
  }
  static let rows = [
    Row(
      testDescription: "another name", host: "DNS:elsewhere.example", change: { text, _ in text },
      says: ["mis certificate", "at the vendor's side: let its certificate name the host of base-url"]),
    Row(
      testDescription: "an authority that nobody here knows",
      change: { text, _ in text.replacing(#/    tls: \{ ca: [^}]+\}\n/#, with: "") },
      says: ["mis certificate", "add `tls: { ca: FILE }` to roles.mis"]),
    Row(
      testDescription: "ours of another name", ours: "{ cert: cert.pem, key: key.pem }",
      change: { text, _ in text.replacing("public-url: https://127.0.0.1", with: "public-url: https://localhost") },
      says: ["wrong our certificate", "let the certificate of our address name the host of reach.public-url"]),
    Row(
      testDescription: "ours that the target names", ours: "{ cert: cert.pem, key: key.pem }", change: { text, _ in text },
      says: ["our certificate", "no authority of this machine vouches for it", "ok reach"]),
  ]

  @Test("The doctor says what is wrong with a certificate, and on which side", arguments: rows)
  func examined(_ row: Row) async throws {
    let tls = try await TestCertificates(naming: row.host)
    defer { tls.remove() }
    let system = try await Foreign(.mis, ["--tls", tls.folder.path]) { text in
      let ours = row.ours.replacing("cert.pem", with: tls.folder.path + "/cert.pem").replacing(
        "key.pem", with: tls.folder.path + "/key.pem")
      return row.change(Self.target(tls, ours: ours)(text), tls)
    }
    let said = try await Self.doctor(system)
    for line in row.says { #expect(said.output.contains(line), "\(said.output)") }
  }

  @Test("A key that belongs to another certificate is refused before anything is played")
  func mismatched() async throws {
    let tls = try await TestCertificates()
    defer { tls.remove() }
    let folder = tls.folder.path
    let system = try await Foreign(
      .mis, isAbsent: true, changing: Self.target(tls, ours: "{ cert: \(folder)/cert.pem, key: \(folder)/client.key }"))
    let judged = try await system.judged(Self.story)
    #expect(judged.status == 2 && judged.output.contains("reach.tls: certificate and key cannot be used together"), "\(judged.output)")
  }
}
