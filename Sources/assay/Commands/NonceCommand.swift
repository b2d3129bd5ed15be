import ArgumentParser
import Certification
import Foundation
import SourceText

struct NonceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nonce", abstract: "Gives out a nonce for a certification, and the seed that follows from it.",
    usage: "assay nonce [NONCE]",
    discussion: """
      A certified run is played with people, identifiers and amounts that nobody could prepare for. The desk gives a
      nonce to the vendor, the vendor runs with its seed, and the desk counts the runs since then. A nonce is good
      for one run: once its people were played they are known.

      EXAMPLES
        assay nonce                        a new one, and its seed
        assay nonce h6kqq0mVbS2Yc9dM1w5r8A the seed of one that was given out

      EXIT STATUS
        0 printed   2 the command is wrong
      """)

  @Argument(help: "A nonce that was given out; without one a new one is made.") var nonce: String?

  func run() async throws {
    try await Exits.reporting {
      if let nonce, nonce.utf8.count < 8 { throw UsageError("\(nonce) can be guessed; a nonce has eight characters or more") }
      var made = nonce.map { Nonce($0) } ?? Nonce(random: Chance.bytes(16))
      // What begins with a dash would be read as an option where it is given back.
      while nonce == nil, made.text.hasPrefix("-") { made = Nonce(random: Chance.bytes(16)) }
      Console.out("nonce  \(made.text)\nseed   \(made.seed)\nrun    assay run SUITE... --target FILE --seed \(made.seed)\n")
      return 0
    }
  }
}
