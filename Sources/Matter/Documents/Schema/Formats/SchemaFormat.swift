/// A format that can be asserted, and what judges it.
enum SchemaFormat: String, Sendable, CaseIterable {
  case dateTime = "date-time", date, time, duration
  case email, idnEmail = "idn-email", hostname, idnHostname = "idn-hostname", ipv4, ipv6
  case uri, uriReference = "uri-reference", iri, iriReference = "iri-reference", uriTemplate = "uri-template"
  case uuid, jsonPointer = "json-pointer", relativeJSONPointer = "relative-json-pointer", regex
  // OpenAPI's own.
  case int32, int64, byte

  /// Nil for a format that is not known: it then only describes.
  init?(_ name: String, isOpenAPI: Bool) {
    guard let format = SchemaFormat(rawValue: name), isOpenAPI || !Self.ofOpenAPI.contains(format) else { return nil }
    self = format
  }

  private static let ofOpenAPI: [SchemaFormat] = [.int32, .int64, .byte]

  var isForNumbers: Bool { self == .int32 || self == .int64 }

  /// Of a string.
  func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var scanner = FormatScanner(text)
    switch self {
    case .date: return scanner.date() && scanner.isAtEnd
    case .time: return scanner.time() && scanner.isAtEnd
    case .dateTime: return scanner.date() && scanner.eat("t", "T") && scanner.time() && scanner.isAtEnd
    case .duration: return scanner.duration() && scanner.isAtEnd
    case .email: return HostFormats.isMailbox(scanner, international: false)
    case .idnEmail: return HostFormats.isMailbox(scanner, international: true)
    case .hostname: return HostFormats.isHostname(text[...], international: false)
    case .idnHostname: return HostFormats.isHostname(text[...], international: true)
    case .ipv4: return HostFormats.isIPv4(text[...])
    case .ipv6: return HostFormats.isIPv6(text[...])
    case .uri: return URIFormat(isIRI: false).accepts(text[...], needsScheme: true)
    case .uriReference: return URIFormat(isIRI: false).accepts(text[...], needsScheme: false)
    case .iri: return URIFormat(isIRI: true).accepts(text[...], needsScheme: true)
    case .iriReference: return URIFormat(isIRI: true).accepts(text[...], needsScheme: false)
    case .uriTemplate: return scanner.uriTemplate()
    case .uuid: return scanner.uuid() && scanner.isAtEnd
    case .jsonPointer: return JSONPointer(String(decoding: text, as: UTF8.self)) != nil
    case .relativeJSONPointer: return scanner.relativePointer()
    case .regex: return RegexFormat.accepts(String(decoding: text, as: UTF8.self))
    case .byte: return scanner.base64()
    case .int32, .int64: return true
    }
  }

  /// Of a number.
  func accepts(_ tape: Tape, _ node: Int) -> Bool {
    let value = Cursor(tape: tape, index: node).int
    return self == .int32 ? value.flatMap { Int32(exactly: $0) } != nil : value != nil
  }

  /// With an example, for whoever has to write one.
  var words: String {
    switch self {
    case .dateTime: "a date and time with offset (date-time), such as 2026-01-31T09:30:00Z"
    case .date: "a date as YYYY-MM-DD, such as 2026-01-31"
    case .time: "a time with offset, such as 09:30:00Z"
    case .duration: "a duration, such as P1M or PT36H"
    case .email: "an e-mail address"
    case .idnEmail: "an international e-mail address"
    case .hostname: "a host name, such as api.example.org"
    case .idnHostname: "an international host name"
    case .ipv4: "an IPv4 address, such as 192.0.2.1"
    case .ipv6: "an IPv6 address, such as 2001:db8::1"
    case .uri: "a URI with its scheme, such as https://example.org/a"
    case .uriReference: "a URI or relative reference"
    case .iri: "an IRI with its scheme"
    case .iriReference: "an IRI or relative reference"
    case .uriTemplate: "a URI template, such as /people/{id}"
    case .uuid: "a UUID, such as 123e4567-e89b-12d3-a456-426614174000"
    case .jsonPointer: "a JSON Pointer, such as /header/id"
    case .relativeJSONPointer: "a relative JSON Pointer, such as 1/id"
    case .regex: "a regular expression of ECMA-262"
    case .int32: "a whole number of 32 bits (int32)"
    case .int64: "a whole number of 64 bits (int64)"
    case .byte: "text in base64 (byte)"
    }
  }
}
