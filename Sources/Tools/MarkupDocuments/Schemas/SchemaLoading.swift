import CLibXML2

/// What happens while a schema is built: which others it asks for, and what is wrong with them.
final class SchemaLoading {
  let sources: SchemaSources
  /// Bytes that libxml2 was given live as long as the building.
  private var given: [UnsafeMutableRawBufferPointer] = []
  private(set) var refusal: MarkupRefusal?
  private static let mostSchemas = 256

  init(_ sources: SchemaSources) { self.sources = sources }

  deinit { for bytes in given { bytes.deallocate() } }

  func refuse(_ refusal: MarkupRefusal) { if self.refusal == nil { self.refusal = refusal } }

  /// The bytes of a schema, checked as any XML is: libxml2 would expand entities in it.
  func load(_ name: String) -> UnsafeRawBufferPointer? {
    guard given.count < Self.mostSchemas else {
      refuse(MarkupRefusal(.schemaSource, "more than \(Self.mostSchemas) schemas are named"))
      return nil
    }
    guard let bytes = sources.bytes(name) else {
      refuse(MarkupRefusal(.schemaSource, "the schema \(MarkupWords.cut(name)) is not there"))
      return nil
    }
    do throws(MarkupRefusal) {
      try ParserRun.read(.bytes(bytes), Visitor(), bounds: XMLSchema.bounds)
    } catch {
      refuse(MarkupRefusal(error.code, "in the schema \(MarkupWords.cut(name)): \(error.why)", at: error.place, next: error.next))
      return nil
    }
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
    copy.copyBytes(from: bytes)
    given.append(copy)
    return UnsafeRawBufferPointer(rebasing: copy[..<bytes.count])
  }

  /// Lets libxml2 ask this one, and nobody else, during `work`.
  func serving<Result>(_ work: () -> Result) -> Result {
    clibxml2_set_sources(
      { owner, location, count in
        guard let owner, let location, let count else { return nil }
        let loading = Unmanaged<SchemaLoading>.fromOpaque(owner).takeUnretainedValue()
        guard let bytes = loading.load(String(cString: location)) else { return nil }
        count.pointee = bytes.count
        return bytes.baseAddress
      }, Unmanaged.passUnretained(self).toOpaque())
    defer { clibxml2_set_sources(nil, nil) }
    return withExtendedLifetime(self) { work() }
  }
}
