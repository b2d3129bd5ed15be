// Compiled by `.ci/fuzz` together with the sources of Documents, as one module; no part of the package.
import Glibc

/// One thing to fuzz: takes any bytes and must return. What it finds wrong it tells with `require`.
struct FuzzTarget: Sendable {
  let name: String
  let run: @Sendable ([UInt8]) -> Void
}

/// A further target is one more file and one line here; `.ci/fuzz-seeds` makes its corpus.
let targets: [FuzzTarget] = [jsonTarget, pathTarget, patternTarget, schemaTarget, tableTarget, templateTarget]

private let chosen: FuzzTarget = {
  let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = targets.first(where: { $0.name == name }) else {
    fatalError("set FUZZ_TARGET to one of \(targets.map(\.name).joined(separator: ", "))")
  }
  return target
}()

@_cdecl("LLVMFuzzerTestOneInput") func fuzzOne(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  chosen.run(Array(UnsafeBufferPointer(start: data, count: count)))
  return 0
}

func require(_ holds: Bool, _ what: @autoclosure () -> String) {
  if !holds { fatalError("FOUND: \(what())") }
}

/// The input's two halves, parted by the first zero byte.
func halves(_ bytes: [UInt8]) -> (String, [UInt8]) {
  let end = bytes.firstIndex(of: 0) ?? bytes.count
  return (String(decoding: bytes[..<end], as: UTF8.self), Array(bytes[min(end + 1, bytes.count)...]))
}
