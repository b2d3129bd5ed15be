/// Names, and what was probably meant by a wrong one.
package enum Spelling {
  static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_"
  }

  /// The word that is at most two slips away; nil where none is, or the word is too short to tell.
  package static func nearest(_ word: String, in words: [String]) -> String? {
    let limit = word.count <= 3 ? 1 : 2
    var best: (word: String, distance: Int)?
    for candidate in words {
      let d = distance(Array(word.lowercased()), Array(candidate.lowercased()))
      if d <= limit, d < best?.distance ?? .max { best = (candidate, d) }
    }
    return best?.word
  }

  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    guard abs(a.count - b.count) <= 2, !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var row = Array(0...b.count)
    for i in 1...a.count {
      var diagonal = row[0]
      row[0] = i
      for j in 1...b.count {
        let above = row[j]
        row[j] = min(above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1))
        diagonal = above
      }
    }
    return row[b.count]
  }
}
