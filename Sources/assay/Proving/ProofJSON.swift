import Certification
import Conformance
import Documents

/// The matrix for machines.
enum ProofJSON {
  static func bytes(_ p: Proof) -> [UInt8] {
    object([
      ("proven", .bool(p.holds)), ("clean", strings(p.blemishes)), ("untried", strings(p.untried)),
      ("median-radius", p.medianRadius.map { .number("\($0)") } ?? .null),
      ("defects", .array(p.defects.map(defect))), ("impostors", .array(p.impostors.map(impostor))), ("twins", .array(p.twins.map(twin))),
      ("unchallenged", strings(p.unchallenged.map(\.text))), ("idle-variants", strings(p.idleVariants)),
    ]).encoded() + [10]
  }

  private static func defect(_ t: DefectTrial) -> JSON {
    let (word, said): (String, String?) =
      switch t.outcome {
      case .killed(let by): ("killed", by)
      case .survived(let nearest): ("survived", nearest)
      case .faulted(let why): ("faulted", why)
      }
    return object([
      ("id", .string(t.id)), ("role", .string(t.role.text)), ("breaks", .string(t.breaks.text)), ("outcome", .string(word)),
      ("check", said.map { .string($0) } ?? .null), ("failed", strings(t.failed.map(\.text))),
    ])
  }
  private static func impostor(_ t: ImpostorTrial) -> JSON {
    object([
      ("id", .string(t.id)), ("role", .string(t.role.text)), ("holds", .bool(t.holds)), ("asked", .number("\(t.asked)")),
      ("earned", strings(t.earned.map(\.text))), ("gates", strings(t.gates.map(\.text))), ("fault", t.fault.map { .string($0) } ?? .null),
    ])
  }
  private static func twin(_ t: TwinTrial) -> JSON {
    object([
      ("id", .string(t.id)), ("role", .string(t.role.text)), ("holds", .bool(t.holds)), ("compared", .number("\(t.compared)")),
      ("lost", strings(t.losses.map { "\($0.requirement)" })), ("fault", t.fault.map { .string($0) } ?? .null),
    ])
  }
  private static func strings(_ all: [String]) -> JSON { .array(all.map { .string($0) }) }
  private static func object(_ members: [(String, JSON)]) -> JSON { .object(Members(members.map { Member($0.0, $0.1) })) }
}
