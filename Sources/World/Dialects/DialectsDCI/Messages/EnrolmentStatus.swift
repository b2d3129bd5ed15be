import Documents

/// How an enrolment stands, in the words of the beneficiary registry's vocabulary: Active, Suspended, Graduated, Deceased.
enum EnrolmentStatus {
  /// Why an enrolment ended is said by whoever ends it; the standing alone says that it is over.
  private static let words: [(word: String, code: String)] = [
    ("enrolled", "Active"), ("suspended", "Suspended"), ("ended", "Graduated"), ("ended", "Deceased"),
  ]

  static func write(_ word: String) -> String { words.first { $0.word == word }?.code ?? word }
  /// A code of no list stays as it is: whoever keeps the register decides.
  static func read(_ code: String) -> String { words.first { $0.code.lowercased() == code.lowercased() }?.word ?? code }
}
