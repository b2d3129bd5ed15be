import Foundation

/// A headless browser, asked where things are.
enum Browser {
  struct Box: Codable {
    var text: String
    var top: Double
    var left: Double
    var bottom: Double
    var right: Double
  }

  static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// The boxes of the first element of each selector at 1280 x 800. The page's own policy forbids scripts, so a copy without it is asked.
  static func measure(_ page: String, _ selectors: [String]) throws -> [Box]? {
    guard let path else { return nil }
    let name = "assay-page-\(ProcessInfo.processInfo.processIdentifier)-\(page.utf8.count)"
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("page.html")
    try Data((page.replacing("http-equiv=\"Content-Security-Policy\"", with: "name=\"was\"") + probe(selectors)).utf8).write(to: file)
    let browser = Process()
    browser.executableURL = URL(fileURLWithPath: path)
    browser.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1280,800", "--user-data-dir=\(folder.path)/profile", "--dump-dom",
      "file://\(file.path)",
    ]
    let out = Pipe()
    browser.standardOutput = out
    browser.standardError = FileHandle.nullDevice
    try browser.run()
    let dom = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    browser.waitUntilExit()
    guard let start = dom.range(of: "data-boxes=\""), let end = dom[start.upperBound...].firstIndex(of: "\"") else { return nil }
    let json = String(dom[start.upperBound..<end]).replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&amp;", with: "&")
    return try JSONDecoder().decode([Box].self, from: Data(json.utf8))
  }

  private static func probe(_ selectors: [String]) -> String {
    let list = selectors.map { "'\($0)'" }.joined(separator: ",")
    return """
      <script>
      const boxes = [\(list)].map(s => { const e = document.querySelector(s), r = e.getBoundingClientRect();
        return { text: e.textContent, top: r.top, left: r.left, bottom: r.bottom, right: r.right } });
      document.body.setAttribute('data-boxes', JSON.stringify(boxes));
      </script>
      """
  }
}
