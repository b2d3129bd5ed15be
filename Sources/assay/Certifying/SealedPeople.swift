import Documents
import Evidence
import Facts
import Population
import Signatures
import SourceText

/// Who those were whom a vendor lent to a run, sealed to a desk: with its private key the masked log can be followed, by nobody else.
enum SealedPeople {
  /// Whether a run with this declaration used people who are not made up.
  static func isNeeded(_ declared: JSON) -> Bool {
    let people = declared["people"]
    return ["pool", "map"].contains(people?["source"]?.text) && people?["real-people"]?.text != "none"
  }

  /// A JWE (RFC 7516) of the rows that were lent, each with the story and the role that it had.
  ///
  /// - Throws: `UsageError` where the target is another one, or does not know who was lent.
  static func sealed(_ target: TargetFile, _ run: RunStarted, to addressee: JWE.Addressee) throws -> [UInt8] {
    guard target.name == run.target else {
      throw UsageError("--target is \(target.name), and the run was of \(run.target ?? "no target"); give the file that it was played with")
    }
    let used = PeopleLedger(folder: target.home).used(by: run.seed)
    let rows = used.compactMap { entry in
      target.people.pool.first { PeopleLedger.key($0.identifiers) == entry.person }.map { json(entry, $0) }
    }
    guard !rows.isEmpty, rows.count == used.count else {
      throw UsageError(
        .lacksPeople,
        what: "\(used.count - rows.count) of \(counted(used.count, "person", "people")) whom the run used are in no pool of the target",
        next: "put back the pool as it was, and `people.ndjson` in \(target.home)")
    }
    let plain: JSON = ["run": .string(run.run), "seed": .string(run.seed), "people": .array(rows)]
    do throws(SignatureRefusal) {
      let random = try SeededBytes(seed: Chance.bytes(32))
      let text = try JWE.seal(plain.encoded(), to: addressee, .a256gcm, random, .init(contentType: "application/json"))
      return Array(text.utf8) + [10]
    } catch { throw UsageError(.unusableKey, "--people-key: \(error.detail); make one with `assay keygen NAME --kind people`") }
  }

  private static func json(_ entry: PeopleLedger.Entry, _ p: PoolPerson) -> JSON {
    [
      "story": .string(entry.story), "as": .string(entry.role), "id": .string(p.id), "given": .string(p.name.given),
      "family": .string(p.name.family), "sex": .string("\(p.sex)"), "born": .string("\(p.born)"),
      "identifiers": .object(Members(p.identifiers.map { Member("\($0.scheme)", .string($0.value)) })),
    ]
  }

  /// What was sealed, as a table.
  static func table(_ sealed: [UInt8], with key: DecryptionKey) throws -> String {
    do throws(SignatureRefusal) {
      let text = String(decoding: sealed, as: UTF8.self).filter { !$0.isWhitespace }
      let plain = try JWE(text).open(with: key)
      let rows = ((try? JSON(parsing: plain))?["people"]?.items ?? []).map { p in
        let numbers = (p["identifiers"]?.members.map { Array($0) } ?? []).map { "\($0.name) \($0.value.text ?? "")" }
        return [p["story"], p["as"], p["given"], p["family"], p["sex"], p["born"]].map { CertificateText.shown($0?.text ?? "") }
          + [CertificateText.shown(numbers.joined(separator: ", "))]
      }
      return TextTable(["story", "as", "given", "family", "sex", "born", "numbers"], rows).text()
    } catch { throw UsageError(.unusableKey, "--people-key: \(error.detail); give the private half of the key to which they were sealed") }
  }
}
