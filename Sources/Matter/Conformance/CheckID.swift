/// Which check of a run: instance by plan index, step id, check name. A row of a `for-each` is part of the name.
package struct CheckID: Hashable, Sendable, CustomStringConvertible {
  package var instance: Int
  package var step: String
  package var check: String

  package init(instance: Int, step: String, check: String) {
    self.instance = instance
    self.step = step
    self.check = check
  }

  package var description: String { "\(instance)/\(step).\(check)" }
}
