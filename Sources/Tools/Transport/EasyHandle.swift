import CCurl
import Facts

/// A libcurl handle with its buffers, used for one transfer after the other. Belongs to the thread of its lane.
final class EasyHandle {
  let easy: UnsafeMutableRawPointer
  private(set) var order: LoopLane.Order?
  private var answer: LoopLane.Order.Answer?
  private var setup: Setup?
  /// The header lines of the last transfer, and of what they were made: the next one has the same more often than not.
  private var lines: UnsafeMutablePointer<curl_slist>?
  private var said: (fields: [HeaderField], withBody: Bool)?

  private var body: [UInt8] = []
  private var headers: [HeaderField] = []
  private var headerBytes = 0
  private var requests = 0
  private var excess: String?
  /// What libcurl says of a failure in more words.
  private let complaint = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  private let watch: SocketWatch

  init?(_ watch: SocketWatch) {
    guard let easy = curl_easy_init() else { return nil }
    self.easy = easy
    self.watch = watch
    complaint.pointee = 0
  }
  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(lines)
    complaint.deallocate()
  }

  /// Makes ready for a transfer. Gives why it cannot be.
  func load(_ order: LoopLane.Order, _ answer: LoopLane.Order.Answer) -> SendFailure? {
    if let wrong = EasyHandle.unsendable(order) { return SendFailure(.other, wrong) }
    let request = order.request
    let carriesBody = !request.body.isEmpty || ["POST", "PUT", "PATCH"].contains(request.method)
    guard apply(order.setup), say(order.headers, carriesBody),
      ccurl_set_request(easy, order.url, request.method, order.patience.map { max(1, $0) } ?? 0),
      !carriesBody || request.body.withUnsafeBytes({ ccurl_set_body(easy, $0.baseAddress, $0.count) })
    else {
      return SendFailure(.other, "\(request.method) \(order.url) cannot be sent: look at its address and fields")
    }
    self.order = order
    self.answer = answer
    return nil
  }

  /// Makes ready for the next order; gives who waits for this one.
  func unload() -> LoopLane.Order.Answer? {
    defer {
      order = nil
      answer = nil
    }
    body = []
    headers = []
    headerBytes = 0
    requests = 0
    excess = nil
    complaint.pointee = 0
    return answer
  }

  func result(_ code: CURLcode) -> Result<LoopLane.Order.Brought, SendFailure> {
    if let excess { return .failure(SendFailure(.other, excess)) }
    if let failure = SendFailure(code, String(cString: complaint)) { return .failure(failure) }
    let outcome = ccurl_result(easy)
    return .success(
      LoopLane.Order.Brought(
        response: WireResponse(outcome.status, headers: headers, body: body),
        times: TransferTimes(connect: Int(outcome.connect), first: Int(outcome.first), total: Int(outcome.total)),
        certificate: setup?.options.keepsCertificates == true ? certificate : nil))
  }

  /// What the peer showed of itself; nil on a connection in the clear.
  private var certificate: PeerCertificate? {
    var fields: [(name: String, value: String)] = []
    var line = ccurl_certificate(easy)
    while let one = line {
      let text = String(cString: one.pointee.data)
      if let colon = text.firstIndex(of: ":") { fields.append((String(text[..<colon]), String(text[text.index(after: colon)...]))) }
      line = UnsafePointer(one.pointee.next)
    }
    return fields.isEmpty ? nil : PeerCertificate(fields)
  }

  /// What does not change from transfer to transfer is set again for another courier only.
  private func apply(_ new: Setup) -> Bool {
    if let setup, setup === new || setup.options == new.options { return true }
    (setup, said) = (nil, nil)
    curl_easy_reset(easy)
    let tls = new.options.tls
    guard ccurl_set_complaints(easy, complaint), watch.follow(easy),
      ccurl_prepare(easy, onBody, onHeader, onRequest, Unmanaged.passUnretained(self).toOpaque()),
      ccurl_set_trust(easy, tls.authorities, tls.certificate, tls.key), ccurl_set_routes(easy, new.routes),
      ccurl_set_proxy(easy, new.options.proxy, tls.authorities), ccurl_set_longest_idle(easy, new.options.longestIdle),
      ccurl_keep_certificates(easy, new.options.keepsCertificates)
    else { return false }
    setup = new
    return true
  }

  /// The request's fields as they are; those that libcurl would add are taken away.
  private func say(_ fields: [HeaderField], _ withBody: Bool) -> Bool {
    if let said, said.withBody == withBody, said.fields == fields { return true }
    said = nil
    var new: UnsafeMutablePointer<curl_slist>?
    for field in fields { new = curl_slist_append(new, field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)") }
    for name in withBody ? ["Accept", "Content-Type", "Expect"] : ["Accept"] where fields[name] == nil {
      new = curl_slist_append(new, "\(name):")
    }
    let isTaken = ccurl_set_headers(easy, new)
    curl_slist_free_all(lines)
    lines = new
    if isTaken { said = (fields, withBody) }
    return isTaken
  }

  private static func unsendable(_ order: LoopLane.Order) -> String? {
    func breaks(_ text: String) -> Bool { text.utf8.contains { $0 == 13 || $0 == 10 || $0 == 0 } }
    if let field = order.headers.first(where: { breaks($0.name) || breaks($0.value) || $0.name.isEmpty }) {
      return "header field \"\(field.name)\" has no name or holds a line break"
    }
    let method = order.request.method
    if method.isEmpty || !method.utf8.allSatisfy({ (33...126).contains($0) }) { return "\"\(method)\" is not an HTTP method" }
    return breaks(order.url) ? "the address holds a line break" : nil
  }

  // MARK: from libcurl, on the lane's thread

  fileprivate func take(body bytes: UnsafeRawBufferPointer) -> Bool {
    guard let limit = setup?.options.bodyLimit, body.count + bytes.count <= limit else {
      excess = "the response body is longer than \(setup?.options.bodyLimit ?? 0) bytes"
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  fileprivate func take(header bytes: UnsafeRawBufferPointer) -> Bool {
    headerBytes += bytes.count
    guard let limit = setup?.options.headerLimit, headerBytes <= limit else {
      excess = "the response header is longer than \(setup?.options.headerLimit ?? 0) bytes"
      return false
    }
    let line = trimmed(bytes, from: 0)
    // A status line begins a response: what came before was an interim one. Fields after the body are trailers.
    if line.prefix(5).elementsEqual("HTTP/".utf8) { headers = [] } else if body.isEmpty { append(line) }
    return true
  }

  private func append(_ line: UnsafeRawBufferPointer) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
    let name = String(decoding: UnsafeRawBufferPointer(rebasing: line[..<colon]), as: UTF8.self)
    headers.append(HeaderField(name, String(decoding: trimmed(line, from: colon + 1), as: UTF8.self)))
  }

  /// Only the first time: libcurl would send again where a kept connection gave no answer, and whoever serves would count two.
  fileprivate func mayRequest() -> Bool {
    requests += 1
    return requests == 1
  }
}

private func trimmed(_ line: UnsafeRawBufferPointer, from start: Int) -> UnsafeRawBufferPointer {
  var (start, end) = (start, line.count)
  let isBlank = { (byte: UInt8) in byte == 32 || byte == 9 || byte == 13 || byte == 10 }
  while start < end, isBlank(line[start]) { start += 1 }
  while end > start, isBlank(line[end - 1]) { end -= 1 }
  return UnsafeRawBufferPointer(rebasing: line[start..<end])
}

private func handle(_ owner: UnsafeMutableRawPointer?) -> EasyHandle? {
  owner.map { Unmanaged<EasyHandle>.fromOpaque($0).takeUnretainedValue() }
}
private let onBody: ccurl_sink = { bytes, size, count, owner in
  handle(owner)?.take(body: UnsafeRawBufferPointer(start: bytes, count: size * count)) == true ? size * count : 0
}
private let onHeader: ccurl_sink = { bytes, size, count, owner in
  handle(owner)?.take(header: UnsafeRawBufferPointer(start: bytes, count: size * count)) == true ? size * count : 0
}
private let onRequest: ccurl_gate = { owner, _, _, _, _ in handle(owner)?.mayRequest() == true ? 0 : 1 }

/// A courier's options with what libcurl needs of them; kept by each handle that uses it.
final class Setup: @unchecked Sendable {
  let options: Courier.Options
  /// Read only after init.
  let routes: UnsafeMutablePointer<curl_slist>?

  init(_ options: Courier.Options) {
    self.options = options
    routes = options.connectTo.reduce(nil) { curl_slist_append($0, "\($1.from):\($1.to)") }
  }
  deinit { curl_slist_free_all(routes) }
}
