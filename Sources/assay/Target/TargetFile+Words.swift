import Sandbox

extension TargetFile {
  /// Its vocabulary by the facts in which the words stand.
  var words: World.Vocabulary {
    World.Vocabulary(vocabulary.map { (fact: $0.group, ours: $0.ours, theirs: $0.theirs) })
  }
  func theirs(_ group: String, _ word: String) -> String { vocabulary.first { $0.group == group && $0.ours == word }?.theirs ?? word }
}
