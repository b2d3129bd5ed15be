import Documents

/// JOSE headers as objects, before their members are judged.
enum HeaderReading {
  static let bounds = JSONBounds(depth: 16, bytes: 1 << 16, nodes: 4096)

  /// The object that these bytes hold; no name twice at any depth.
  static func object(_ bytes: [UInt8]) throws(SignatureRefusal) -> Members {
    guard let document = try? Document(parsing: bytes, bounds: bounds), document.root.kind == .object else {
      throw SignatureRefusal(.malformed, "the protected header is not a JSON object of at most 64 KiB")
    }
    guard document.duplicateNames.isEmpty else {
      throw SignatureRefusal(.malformed, "the protected header names \(document.duplicateNames[0].text) twice")
    }
    return document.root.json.members ?? Members()
  }

  /// All headers of one signature or recipient as one; the names must be disjoint (RFC 7515 section 4, RFC 7516 section 4).
  static func joined(_ headers: [JSON?]) throws(SignatureRefusal) -> Members {
    var all = Members()
    for header in headers {
      guard let header else { continue }
      guard let members = header.members else { throw SignatureRefusal(.malformed, "an unprotected header must be an object") }
      for member in members {
        guard all[member.name] == nil else {
          throw SignatureRefusal(.malformed, "\(member.name) stands in two headers: say it once, in the protected one")
        }
        all.append(member.name, member.value)
      }
    }
    return all
  }

  /// What `crit` lists, each of which must stand in the protected header, be no name of the standard itself, and be understood.
  static func critical(_ header: Members, understood: [String]) throws(SignatureRefusal) -> [String] {
    guard let value = header["crit"] else { return [] }
    let names = value.items?.compactMap(\.text) ?? []
    guard !names.isEmpty, names.count == value.items?.count, Set(names).count == names.count else {
      throw SignatureRefusal(.malformed, "crit must be a list of different names, and not empty")
    }
    for name in names {
      guard understood.contains(name) else {
        throw SignatureRefusal(
          .criticalUnknown, "the header says that \"\(name.prefix(40))\" must be understood; it is not: leave it out of crit")
      }
      guard header[name] != nil else { throw SignatureRefusal(.malformed, "crit names \(name), which the protected header has not") }
    }
    return names
  }
}
