/// Why a JSON Patch (RFC 6902) was not applied. Nothing of it was.
package struct PatchFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// Which operation failed, counted from 0.
  package let operation: Int
  package let why: String
  package let next: String
  package var description: String { "operation \(operation): \(why); \(next)" }
}

extension JSON {
  /// The value after the operations of a JSON Patch, all of them or none.
  package func patched(_ ops: [JSON]) throws(PatchFailure) -> JSON {
    var result = self
    for (place, op) in ops.enumerated() {
      do throws(PatchStop) { try result.apply(op) } catch {
        throw PatchFailure(operation: place, why: error.why, next: error.next)
      }
    }
    return result
  }

  private struct PatchStop: Error {
    let why: String
    let next: String

    init(_ why: String, _ next: String) { (self.why, self.next) = (why, next) }
    init(_ failure: PointerFailure) {
      self.init("\(failure.pointer.text.isEmpty ? "the root" : failure.pointer.text): \(failure.why)", failure.next)
    }
  }

  private mutating func apply(_ op: JSON) throws(PatchStop) {
    for member in ["op", "path", "from", "value"] where (op.members ?? [:]).count(where: { $0.name == member }) > 1 {
      throw PatchStop("a second \"\(member)\"", "say it once; nobody can know which is meant")
    }
    guard let name = op["op"]?.text else { throw PatchStop("no \"op\"", "name one of add, remove, replace, move, copy, test") }
    let path = try Self.pointer("path", of: op)
    switch name {
    case "add": try put(Self.value(of: op), at: path)
    case "remove": _ = try take(path)
    case "replace":
      _ = try existing(path)
      let value = try Self.value(of: op)
      do throws(PointerFailure) { try set(at: path, value) } catch { throw PatchStop(error) }
    case "move":
      let from = try Self.pointer("from", of: op)
      let value = try existing(from)
      if from == path { return }
      if from.isPrefix(of: path) { throw PatchStop("\"\(from)\" cannot move into itself", "move it elsewhere, or copy it") }
      _ = try take(from)
      try put(value, at: path)
    case "copy": try put(existing(Self.pointer("from", of: op)), at: path)
    case "test":
      guard try existing(path).isEquivalent(to: Self.value(of: op)) else {
        throw PatchStop("the value at \"\(path)\" is another", "the patch expects a document other than this one")
      }
    default: throw PatchStop("unknown op \"\(name)\"", "use add, remove, replace, move, copy or test")
    }
  }

  private mutating func put(_ value: JSON, at path: JSONPointer) throws(PatchStop) {
    do throws(PointerFailure) { try add(at: path, value) } catch { throw PatchStop(error) }
  }

  private mutating func take(_ path: JSONPointer) throws(PatchStop) -> JSON {
    do throws(PointerFailure) { return try remove(at: path) } catch { throw PatchStop(error) }
  }

  private func existing(_ pointer: JSONPointer) throws(PatchStop) -> JSON {
    guard let value = self[pointer] else { throw PatchStop("nothing at \"\(pointer)\"", "point at a value that exists") }
    return value
  }

  private static func value(of op: JSON) throws(PatchStop) -> JSON {
    guard let value = op["value"] else { throw PatchStop("no \"value\"", "give the value, null if that is meant") }
    return value
  }

  private static func pointer(_ name: String, of op: JSON) throws(PatchStop) -> JSONPointer {
    guard let text = op[name]?.text else { throw PatchStop("no \"\(name)\"", "give it as a JSON Pointer such as /message/0/id") }
    guard let pointer = JSONPointer(text) else {
      throw PatchStop("\"\(text)\" is no JSON Pointer", "begin it with / and write ~ as ~0, / as ~1")
    }
    return pointer
  }
}
