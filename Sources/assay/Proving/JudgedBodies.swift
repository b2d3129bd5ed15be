import Conformance
import Engine
import Scenarios
import Synchronization

/// The bodies that the schemas of suites judged while a run was played, each once.
final class JudgedBodies: Sendable {
  private struct Key: Hashable {
    let suite: String
    let schema: String
  }
  private let heard = Mutex<[Key: Set<[UInt8]>]>([:])

  /// The same plans, whose schemas are listened to.
  func listening(to plans: [InstancePlan]) -> [InstancePlan] {
    plans.map { plan in
      var plan = plan
      let suite = plan.suite
      plan.schemas = plan.schemas.heard { schema, body in
        _ = self.heard.withLock { $0[Key(suite: suite, schema: schema), default: []].insert(body) }
      }
      return plan
    }
  }

  /// What becomes of these messages where they are broken at each clause of their schema.
  func trials(_ suites: [Suite]) -> [FormTrial] {
    let heard = heard.withLock(\.self)
    return suites.flatMap { suite in
      suite.forms(faults: Knowledge.faults).map { form in
        let bodies = heard[Key(suite: suite.id.text, schema: form.schema)] ?? []
        return suite.schemas.trial(of: form.schema, of: suite.id.text, on: Array(bodies))
      }
    }
  }
}
