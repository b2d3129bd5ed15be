/// A value that a path found, and where.
package struct Located: Hashable, Sendable {
  package enum Step: Hashable, Sendable { case name(String), index(Int) }

  package let steps: [Step]
  package let value: JSON

  package var pointer: JSONPointer {
    JSONPointer(
      steps.map { step in
        switch step {
        case .name(let name): name
        case .index(let index): String(index)
        }
      })
  }

  /// The normalized path of RFC 9535: `$['message'][0]`.
  package var path: String {
    var out = "$"
    for step in steps {
      switch step {
      case .index(let index): out += "[\(index)]"
      case .name(let name): out += "['" + Self.escaped(name) + "']"
      }
    }
    return out
  }

  private static func escaped(_ name: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch scalar {
      case "'", "\\": out += ["\\", scalar]
      case "\u{8}": out += ["\\", "b"]
      case "\t": out += ["\\", "t"]
      case "\n": out += ["\\", "n"]
      case "\u{C}": out += ["\\", "f"]
      case "\r": out += ["\\", "r"]
      case _ where scalar.value < 0x20:
        out += "\\u00\(scalar.value < 16 ? "0" : "")\(String(scalar.value, radix: 16))".unicodeScalars
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  func child(_ step: Step, _ value: JSON) -> Located { Located(steps: steps + [step], value: value) }
}
