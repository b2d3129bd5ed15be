import Certification
import Conformance
import Documents
import Evidence
import Facts
import Signatures
import Testing

/// A bundle is what its maker signed, byte for byte, and says so of itself.
@Suite struct BundleTests {
  @Test func theSameLogAndKeyGiveTheSameBytes() throws {
    #expect(try SampleRun().bundle(SampleRun.key) == SampleRun().bundle(SampleRun.key))
  }

  @Test(arguments: [KeyKind.ed25519, .p256])
  func bothKindsOfKeySign(_ kind: KeyKind) throws {
    let key = try #require(SigningKey.generate(kind))
    let verification = BundleVerification(try SampleRun().bundle(key))
    #expect(verification.problems.isEmpty, "\(verification.problems)")
    let claim = try #require(verification.claim)
    #expect(claim.thumbprint == key.verificationKey.thumbprint)
    #expect(claim.witness == "Desk of X")
    #expect(claim.level == "L1")
    #expect(claim.states.map(\.state) == ["met", "met", "unseen"])
    #expect(Rescoring(claim, over: try #require(verification.ledger)).isSame)
  }

  @Test(arguments: [KeyKind.p384, .p521])
  func otherKindsDoNot(_ kind: KeyKind) throws {
    let key = try #require(SigningKey.generate(kind))
    #expect(throws: BundleRefusal.self) { try SampleRun().bundle(key) }
  }

  /// Every file at its start, in its middle and at its end; every header, all paddings, the end of the archive.
  @Test(arguments: [KeyKind.ed25519, .p256])
  func oneChangedByteIsFoundAndNamed(_ kind: KeyKind) throws {
    let key = kind == .ed25519 ? SampleRun.key : try #require(SigningKey.generate(kind))
    let bytes = try SampleRun().bundle(key)
    var wrong: [String] = []
    func flip(_ offset: Int, _ expected: String?, mask: UInt8) {
      var changed = bytes
      changed[offset] ^= mask
      let problems = BundleVerification(changed).problems
      if problems.isEmpty { wrong.append("byte \(offset) of \(expected ?? "the archive") is not missed") }
      if let expected, problems.map(\.member) != [expected] { wrong.append("byte \(offset) of \(expected): \(problems)") }
    }
    var at = 0
    let members = try TarArchive(parsing: bytes).members
    #expect(members.count == 11)
    for member in members {
      // A header names its file as it reads now, so that only the place is sure.
      for offset in stride(from: at, to: at + 512, by: 37) { flip(offset, nil, mask: 1) }
      let start = at + 512
      let size = member.bytes.count
      for offset in [0, 1, size / 4, size / 2, size - 2, size - 1] + Array(stride(from: 40, to: size, by: 331)) {
        flip(start + offset, member.name, mask: offset % 2 == 0 ? 1 : 0x20)
      }
      let room = (size + 511) / 512 * 512
      if room > size { flip(start + size, member.name, mask: 1) }
      if room > size { flip(start + room - 1, member.name, mask: 1) }
      at = start + room
    }
    for offset in stride(from: at, to: bytes.count, by: 101) { flip(offset, nil, mask: 1) }
    #expect(wrong.isEmpty, "\(wrong.prefix(10).joined(separator: "\n"))")
  }

  @Test func aHeaderIsFoundByItsPlace() throws {
    var bytes = try SampleRun().bundle(SampleRun.key)
    bytes[120] ^= 1
    #expect(BundleVerification(bytes).problems.first?.why.hasPrefix("byte ") == true)
  }

  /// What a forger would do: change a file and the manifest with it.
  @Test func aManifestThatFitsAForgedFileIsNotTheSignedOne() throws {
    let sample = try SampleRun()
    let members = try TarArchive(parsing: try sample.bundle(SampleRun.key)).members
    let forged = members.map { member -> TarArchive.Member in
      switch member.name {
      case BundleLayout.page: .init(member.name, Array("<!doctype htmx>".utf8))
      case BundleLayout.manifest:
        .init(
          member.name,
          Array(
            String(decoding: member.bytes, as: UTF8.self).replacing(
              Digest.sha256Hex("<!doctype html>"), with: Digest.sha256Hex("<!doctype htmx>")
            ).utf8))
      default: member
      }
    }
    #expect(BundleVerification(try TarArchive(forged).bytes).problems.map(\.member) == [BundleLayout.manifest])
  }

  @Test func aFileMoreOrLessIsNamed() throws {
    let members = try TarArchive(parsing: try SampleRun().bundle(SampleRun.key)).members
    let more = try TarArchive(members + [.init("note.txt", [])])
    #expect(BundleVerification(more.bytes).problems.map(\.member) == ["note.txt"])
    for name in members.map(\.name) {
      let less = try TarArchive(members.filter { $0.name != name })
      #expect(BundleVerification(less.bytes).problems.map(\.member) == [name])
    }
  }

  /// Two honest bundles, and the signature of one in the other.
  @Test func theSealOfAnotherBundleDoesNotFit() throws {
    let sample = try SampleRun()
    let desk = try TarArchive(parsing: try sample.bundle(SampleRun.key)).members
    let vendor = try TarArchive(parsing: try sample.bundle(SampleRun.key, .selfDeclared)).members
    for name in [BundleLayout.credential] {
      let mixed = try vendor.map { member in member.name == name ? try #require(desk.first { $0.name == name }) : member }
      #expect(BundleVerification(try TarArchive(mixed).bytes).problems.map(\.member) == [name])
    }
  }
}
