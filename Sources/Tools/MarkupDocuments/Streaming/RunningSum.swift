import Documents

/// An exact sum: a machine word while the numbers are alike, any size beyond.
struct RunningSum {
  private var settled = ExactDecimal.zero
  private var units = 0
  private var scale = 0

  /// False where the text is not a number.
  mutating func add(_ text: NumberSpace) -> Bool {
    if let (more, scale) = text.plain {
      let (sum, overflow) = units.addingReportingOverflow(more)
      if scale == self.scale, !overflow {
        units = sum
        return true
      }
      settle()
      (units, self.scale) = (more, scale)
      return true
    }
    guard !text.isTooLong, let number = ExactDecimal(xsdDecimal: text.slice) else { return false }
    settled += number
    return true
  }

  private mutating func settle() {
    if units != 0 { settled += ExactDecimal(minor: units, scale: scale) }
    units = 0
  }

  var total: ExactDecimal {
    units == 0 && settled == .zero ? ExactDecimal(minor: 0, scale: scale) : settled + ExactDecimal(minor: units, scale: scale)
  }
}
