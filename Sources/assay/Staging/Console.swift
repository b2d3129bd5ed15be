import Evidence
import Foundation
import Reports
import Synchronization

/// Progress on the terminal, as it happens. Colour only on a terminal.
final class Console: Sendable {
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var complainsToTerminal: Bool { isatty(STDERR_FILENO) == 1 }
  static var width: Int {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20 ? Int(size.ws_col) : 80
  }
  static var height: Int {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 10 ? Int(size.ws_row) : 24
  }
  private let progress: Mutex<Reports.Progress>
  private let quiet: Bool
  init(quiet: Bool) {
    self.quiet = quiet
    progress = Mutex(Reports.Progress(colour: Self.isTerminal, width: Self.width))
  }

  func show(_ recorded: Recorded) {
    let line = progress.withLock { $0.line(for: recorded) }
    if let line, !quiet { Self.out(line + "\n") }
  }

  /// Whoever reads may stop doing so (`assay demo | head`): the work goes on, and its files are written.
  static func out(_ text: String) { try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) }
  static func complain(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
