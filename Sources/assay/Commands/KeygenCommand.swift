import ArgumentParser
import Documents
import Foundation
import Signatures
import SourceText

struct KeygenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keygen", abstract: "Makes a key with which a desk, or a vendor for itself, signs certificates.",
    usage: "assay keygen NAME [--kind ed25519|es256|people]",
    discussion: """
      The private half stays with whoever signs. The public half is what others verify with: publish it where people
      look for you, with its thumbprint, because a key that comes with a certificate proves nothing about who signed.

      EXAMPLES
        assay keygen desk                  desk.pem (keep it), desk.pub.pem and desk.pub.jwk (publish one)
        assay keygen desk --kind es256     where Ed25519 is not accepted
        assay keygen desk-people --kind people    a key to which vendors seal those whom they lent:
                                           desk-people.jwk (keep it), desk-people.pub.jwk (publish it)

      EXIT STATUS
        0 written   2 the command is wrong, or a file is there already
      """)

  @Argument(help: "The files are called NAME.pem, NAME.pub.pem and NAME.pub.jwk.") var name: String
  @Option(help: "ed25519, which signs the same bytes the same way each time, or es256; people: a key to seal to.") var kind: String =
    "ed25519"

  func run() async throws {
    try await Exits.reporting {
      if kind == "people" { return try forPeople() }
      let kinds: [(name: String, kind: KeyKind)] = [("ed25519", .ed25519), ("es256", .p256)]
      guard let wanted = kinds.first(where: { $0.name == kind })?.kind else {
        throw UsageError("there is no kind \(kind); write ed25519, es256 or people")
      }
      guard let key = SigningKey.generate(wanted), let secret = key.pem, let pem = key.verificationKey.pem,
        let thumbprint = key.verificationKey.thumbprint, let jwk = key.verificationKey.jwk(keyID: thumbprint)
      else { throw UsageError(.ownFault, "the key could not be made") }
      let files = [
        (path: "\(name).pem", text: secret + "\n", mode: 0o600), (path: "\(name).pub.pem", text: pem, mode: 0o644),
        (path: "\(name).pub.jwk", text: jwk.encodedText() + "\n", mode: 0o644),
      ]
      try write(files)
      Console.out("\(files.map(\.path).joined(separator: ", "))\nthumbprint \(thumbprint)\n")
      return 0
    }
  }

  private func forPeople() throws -> Int32 {
    guard let made = try? DecryptionKey.generate() else { throw UsageError(.ownFault, "the key could not be made") }
    let files = [
      (path: "\(name).jwk", text: made.secret.encodedText() + "\n", mode: 0o600),
      (path: "\(name).pub.jwk", text: made.open.encodedText() + "\n", mode: 0o644),
    ]
    try write(files)
    Console.out("\(files.map(\.path).joined(separator: ", "))\n")
    return 0
  }

  private func write(_ files: [(path: String, text: String, mode: Int)]) throws {
    for file in files where FileManager.default.fileExists(atPath: file.path) {
      throw UsageError("\(file.path) is there already; a key that was overwritten is lost, so give another name")
    }
    for file in files {
      guard FileManager.default.createFile(atPath: file.path, contents: Data(file.text.utf8), attributes: [.posixPermissions: file.mode])
      else {
        throw UsageError(.unwritableFolder, "\(file.path) cannot be written; give a name in a folder that is there")
      }
    }
  }
}
