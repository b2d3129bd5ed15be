import Certification
import Conformance
import Documents
import Evidence
import Facts
import Foundation
import Signatures

/// A whole run against a vendor's MIS, written to disk as an engine writes it, and what a desk adds.
struct SampleRun {
  static let nonce = "a-nonce-of-a-desk"
  static let sources: [(path: String, bytes: [UInt8])] = [
    (path: "suites/crvs-mis/CR-06.yaml", bytes: Array("scenario: CR-06\n".utf8)),
    (path: "suites/crvs-mis/suite.yaml", bytes: Array("suite: crvs-mis\n".utf8)),
  ]
  static let declaration =
    JSON.object(["target": "acme-mis", "product": ["name": "Acme MIS", "version": "4.2.1"], "policy": ["death": ["first": "suspend"]]])
    .encoded(pretty: true) + [10]
  static let requirements = [
    Requirement(
      id: "EVT-TAKEN", binds: "mis", class: .wire, strength: .must, authority: .standard, text: "A valid notification is acknowledged."),
    Requirement(
      id: "NO-LINE", binds: "mis", class: .outcome, strength: .must, authority: .useCase, grade: .a, gate: .blocksL1,
      text: "The deceased get nothing."),
    Requirement(id: "ENDED", binds: "mis", class: .outcome, strength: .must, authority: .useCase, text: "The enrolment <ends>."),
  ]
  static let profile = Profile(name: "mis/dci", version: "0.1.0", role: "mis", core: ["EVT-TAKEN", "NO-LINE", "ENDED"])
  static let run = RunStarted(
    run: "r-1", tool: "0.1.0", seed: Nonce(nonce).seed, today: Day(number: 20_600), target: "acme-mis",
    declaration: "sha256:" + Digest.sha256Hex(declaration),
    actors: [.init(role: .crvs, isReal: false, product: "reference"), .init(role: .mis, isReal: true, product: "Acme MIS 4.2.1")],
    suites: [.init(id: "crvs-mis", version: "1.0.0", digest: SourceDigest.of(sources))], profiles: [profile],
    edges: [(edge: "events", dialect: "dci-crvs")], isSelection: false, command: "assay run crvs-mis --target acme.yaml")

  let folder: RunFolder
  let kept: KeptBodies
  let ledger: Ledger

  init(edit: (inout String) -> Void = { _ in }) throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "assay-certify-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    let writer = try LogWriter(folder: place.path)
    let head = InstanceRecorder(instance: -1, writer: writer)
    head.record(.run(Self.run))
    for requirement in Self.requirements { head.record(.requirement(requirement)) }
    head.flush()
    let one = InstanceRecorder(instance: 0, writer: writer)
    for event in Self.events { one.record(event) }
    one.flush()
    head.record(.finished(Finished(planned: 3, accounted: 3, interrupted: false, milliseconds: 5)))
    head.flush()
    writer.close()
    try Data(Self.declaration).write(to: place.appending(path: RunFolder.declarationName))
    let log = place.appending(path: "log.ndjson")
    var text = try String(contentsOf: log, encoding: .utf8)
    edit(&text)
    try text.write(to: log, atomically: true, encoding: .utf8)
    let folder = try RunFolder(place.path)
    let kept = try KeptBodies(folder)
    self.folder = folder
    self.kept = kept
    ledger = Ledger(try LogReader(place.path).events)
  }

  private static let events: [Event] = {
    let steps = [Planned.PlannedStep(id: "told", kind: "expect", title: "crvs tells mis")]
    let checks = requirements.map { Planned.PlannedCheck(step: "told", check: $0.id.text.lowercased(), requirement: $0.id.text) }
    let plan = Planned(
      suite: "crvs-mis", scenario: "CR-06", variant: nil, key: "CR-06", title: "A death stops the pension", steps: steps, checks: checks)
    let exchange = Exchange(
      id: "1.1", at: WorldInstant(Day(number: 20_600), hour: 9), wire: WireInstant(milliseconds: 1_779_840_123_120), from: .crvs, to: .mis,
      edge: "events",
      dialect: "dci-crvs", operation: "notify", url: "http://mis.test/notify",
      request: WireRequest("POST", "/notify", headers: [], body: Array(String(repeating: "{\"event\":\"death\"}", count: 50).utf8)),
      response: WireResponse(202, headers: [HeaderField("Server", "acme")], body: Array("{}".utf8)), failure: nil, readings: [],
      times: .init(connect: 1, first: 2, total: 3))
    let judged = zip(checks, requirements).map { check, requirement in
      let isOpen = requirement.id == "ENDED"
      return Event.check(
        CheckEvent(
          CheckResult(
            instance: 0, step: "told", check: check.check, requirement: requirement.id, judges: "mis",
            verdict: isOpen ? .inconclusive : .pass,
            reason: isOpen ? .inconclusiveNoObserver : nil, grade: isOpen ? nil : .a, evidence: isOpen ? [] : ["1.1"])))
    }
    return [.planned(plan), .exchange(exchange)] + judged + [.instanceFinished(InstanceFinished(planned: 3, accounted: 3))]
  }()

  func claim(_ key: SigningKey, _ basis: CertificateTerms.Basis = .witnessed(by: "Desk of X")) throws -> CertificateClaim {
    let terms = CertificateTerms(basis: basis, nonce: Self.nonce, runs: 1, until: "2027-05-28")
    return try CertificateClaim(
      try Self.subject(ledger), ledger, terms, declared: try JSON(parsing: Self.declaration), log: "sha256:" + Digest.sha256Hex(folder.log),
      key: key.verificationKey)
  }

  static func subject(_ ledger: Ledger) throws -> CertificateSubject {
    guard let first = CertificateSubject.all(ledger).first else { throw BundleRefusal("no subject") }
    return first
  }

  func bundle(_ key: SigningKey, _ basis: CertificateTerms.Basis = .witnessed(by: "Desk of X")) throws -> [UInt8] {
    let contents = CertificateBundle.Contents(
      log: folder.log, bodies: kept.all, sources: Self.sources, declaration: Self.declaration, environment: ["tool": "0.1.0"],
      page: Array("<!doctype html>".utf8))
    return try CertificateBundle.sealed(contents, try claim(key, basis), ledger, with: key)
  }

  static let key: SigningKey = {
    guard let key = try? SigningKey.ed25519(seed: [UInt8](repeating: 9, count: 32)) else { preconditionFailure("32 bytes make a key") }
    return key
  }()
}
