import Documents
import Facts

// MUST NOT CHANGE: logs on vendors' disks are read by this. A test holds it to the bytes of `LogLine.encode`.

/// The line of an exchange without a tree in between: most of a log is exchanges, and a wire suite writes tens of thousands a second.
struct ExchangeLine {
  private(set) var bytes: [UInt8] = []

  init(_ place: Place, _ e: Exchange, bodies: (_ body: [UInt8]) -> JSON) {
    bytes.reserveCapacity(1024)
    raw("{\"k\":\"exchange\"")
    if place.instance >= 0 {
      number("i", place.instance)
      number("n", place.number)
    }
    text("p", e.id)
    text("t", e.at.description)
    text("w", e.wire.description)
    text("from", e.from.text)
    text("to", e.to.text)
    text("edge", e.edge.text)
    text("dialect", e.dialect.text)
    text("operation", e.operation.text)
    text("url", e.url)
    raw(",\"request\":{\"method\":")
    JSON.write(text: e.request.method, to: &bytes)
    text("target", e.request.target)
    half(e.request.headers, e.request.body, bodies)
    if let r = e.response {
      raw(",\"response\":{\"status\":")
      digits(r.status)
      half(r.headers, r.body, bodies)
    }
    if let f = e.failure {
      raw(",\"failure\":{\"kind\":")
      JSON.write(text: f.kind.rawValue, to: &bytes)
      text("detail", f.detail)
      raw("}")
    }
    if !e.readings.isEmpty {
      raw(",\"reads\":")
      bytes += JSON.array(e.readings.map { FactsWire.encode($0) }).encoded()
    }
    if e.sealed { raw(",\"sealed\":true") }
    if e.repeated { raw(",\"repeated\":true") }
    if e.opened != nil { raw(",\"opened\":true") }
    raw(",\"us\":{\"connect\":")
    digits(e.times.connect)
    number("first", e.times.first)
    number("total", e.times.total)
    raw("}}")
  }

  private mutating func raw(_ text: StaticString) { text.withUTF8Buffer { bytes.append(contentsOf: $0) } }
  private mutating func digits(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }
  private mutating func text(_ name: StaticString, _ value: String) {
    key(name)
    JSON.write(text: value, to: &bytes)
  }
  private mutating func number(_ name: StaticString, _ value: Int) {
    key(name)
    digits(value)
  }
  private mutating func key(_ name: StaticString) {
    bytes.append(UInt8(ascii: ","))
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  /// Header fields and body, and the end of the half.
  private mutating func half(_ headers: [HeaderField], _ body: [UInt8], _ bodies: ([UInt8]) -> JSON) {
    raw(",\"headers\":[")
    for (i, field) in headers.enumerated() {
      raw(i == 0 ? "[" : ",[")
      JSON.write(text: field.name, to: &bytes)
      raw(",")
      JSON.write(text: field.value, to: &bytes)
      raw("]")
    }
    raw("],\"body\":")
    if body.count <= BodyWire.inlineLimit, let said = String(validating: body, as: UTF8.self) {
      raw("{\"text\":")
      JSON.write(text: said, to: &bytes)
      raw("}}")
    } else {
      bytes += bodies(body).encoded()
      raw("}")
    }
  }
}
