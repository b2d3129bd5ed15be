import SourceText

/// A variant that equals its base would count the same evidence twice.
struct VariantChanges: LintRule {
  var code: DiagnosticCode { .variantEqualsBase }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    guard let variant = subject.composed.variant, subject.composed.equalsBase else { return [] }
    return [finding("the variant `\(variant.name)` changes nothing", at: variant.name.span)]
  }
}
