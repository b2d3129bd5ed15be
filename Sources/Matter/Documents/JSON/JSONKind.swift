/// The six kinds of JSON value.
package enum JSONKind: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  case null, bool, number, string, array, object

  /// With its article: "an object".
  package var description: String {
    switch self {
    case .null: "null"
    case .array, .object: "an \(rawValue)"
    case .bool: "true or false"
    case .number, .string: "a \(rawValue)"
    }
  }
}
