extension Sequence {
  /// What the first element gives that gives anything. `lazy.compactMap {}.first` asks that element twice.
  @inlinable package func firstNonNil<Result>(_ transform: (Element) throws -> Result?) rethrows -> Result? {
    for element in self { if let result = try transform(element) { return result } }
    return nil
  }
}
