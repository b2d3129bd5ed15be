import Foundation
import Testing

/// A headless browser, asked where things are and what they do.
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

  /// The boxes of the first element of each selector at 1280 x 800.
  static func measure(_ page: String, _ selectors: [String]) throws -> [Box]? {
    let list = selectors.map { "'\($0)'" }.joined(separator: ",")
    let script = """
      return [\(list)].map(s => { const e = document.querySelector(s), r = e.getBoundingClientRect();
        return { text: e.textContent, top: r.top, left: r.left, bottom: r.bottom, right: r.right } });
      """
    return try ask(page, script).map { try JSONDecoder().decode([Box].self, from: Data($0.utf8)) }
  }

  /// What the body of a function returns in the loaded page, as JSON. The page's own policy forbids other scripts than its own, so a
  /// copy without the policy is asked.
  static func ask(_ page: String, fragment: String = "", _ script: String) throws -> String? {
    let probe = """
      <script>addEventListener('load', () => { const answer = (() => { \(script) })();
      document.body.setAttribute('data-answer', JSON.stringify(answer)) })</script>
      """
    let free = page.replacing("http-equiv=\"Content-Security-Policy\"", with: "name=\"was\"") + probe
    guard let opened = try dom(free, fragment: fragment), let answer = opened.firstMatch(of: /data-answer="([^"]*)"/) else { return nil }
    return String(answer.1).replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&nbsp;", with: "\u{A0}").replacing("&amp;", with: "&")
  }

  /// The page as it stands after it was opened, from a file and without a network.
  static func dom(_ page: String, fragment: String = "") throws -> String? {
    guard let path else { return nil }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("assay-page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("page.html")
    try Data(page.utf8).write(to: file)
    let browser = Process()
    browser.executableURL = URL(fileURLWithPath: path)
    browser.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1280,800", "--user-data-dir=\(folder.path)/profile", "--dump-dom",
      "file://\(file.path)\(fragment)",
    ]
    let out = Pipe()
    browser.standardOutput = out
    browser.standardError = FileHandle.nullDevice
    try browser.run()
    let dom = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    browser.waitUntilExit()
    return dom
  }
}

/// Without a browser half of what the page promises is not looked at; that is said on the terminal, and never a silent pass.
@Suite("A browser to look at the page")
struct BrowserTests {
  @Test func isInstalled() {
    if Browser.path == nil {
      print("NOT LOOKED AT: no chromium, so nothing is known of how the HTML page looks or behaves; install chromium")
    }
    #expect(
      Browser.path != nil || ProcessInfo.processInfo.environment["ASSAY_BROWSER"] == nil,
      "ASSAY_BROWSER asks for chromium, and there is none")
  }
}
