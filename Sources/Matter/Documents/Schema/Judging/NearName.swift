/// Finds the name that somebody probably meant.
enum NearName {
  /// The first known name that differs in case and separators only, else the one at most two slips away.
  static func nearest(to name: String, in known: [String]) -> String? {
    let plain = folded(name)
    guard plain.count <= 64 else { return nil }
    if let same = known.first(where: { folded($0) == plain }) { return same }
    let reach = min(2, plain.count / 3)
    guard reach > 0 else { return nil }
    let near = known.prefix(200).map { (name: $0, distance: distance(plain, folded($0), reach)) }.filter { $0.distance <= reach }
    return near.min { $0.distance < $1.distance }?.name
  }

  private static func folded(_ name: String) -> [UInt8] {
    name.utf8.filter { $0 != 0x5F && $0 != 0x2D && $0 != 0x20 }.map { FormatScanner.isLetter($0) ? $0 | 0x20 : $0 }
  }

  /// Levenshtein's distance; more than `reach` when the lengths alone say so.
  private static func distance(_ a: [UInt8], _ b: [UInt8], _ reach: Int) -> Int {
    guard abs(a.count - b.count) <= reach else { return reach + 1 }
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var corner = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        (corner, row[j + 1]) = (row[j + 1], min(row[j] + 1, row[j + 1] + 1, corner + (x == y ? 0 : 1)))
      }
    }
    return row[b.count]
  }
}
