import Engine
import Evidence
import Sandbox

extension TargetFile {
  /// Its vocabulary by the facts in which the words stand.
  var words: World.Vocabulary {
    World.Vocabulary(vocabulary.map { (fact: $0.group, ours: $0.ours, theirs: $0.theirs) })
  }
  func theirs(_ group: String, _ word: String) -> String { vocabulary.first { $0.group == group && $0.ours == word }?.theirs ?? word }

  /// The policies of what is played, each once: declared here, or the page's own.
  func inForce(_ plans: [InstancePlan]) -> [RunStarted.Policy] {
    var all: [RunStarted.Policy] = []
    for policy in plans.flatMap(\.policies) {
      let one = RunStarted.Policy(name: policy.name, value: policy.value, isDeclared: policies.contains { $0.name == policy.name })
      if !all.contains(one) { all.append(one) }
    }
    return all
  }
}
